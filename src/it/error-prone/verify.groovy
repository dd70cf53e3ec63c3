// Refused are the lines that say so, for the reason that is meant, and no others.
def source = new File(basedir, 'src/main/java/com/example/Dropped.java').readLines()
def expected = (1..source.size()).findAll { source[it - 1].endsWith('// refused') }
def log = new File(basedir, 'build.log').text
def refused = (log =~ /Dropped\.java:\[(\d+),\d+\].*\[CheckReturnValue\]/).collect { it[1] as int }.unique().sort()
assert expected.size() == 6
assert refused == expected
