// Refused are the lines that say so, and no others.
def source = new File(basedir, 'src/main/kotlin/Null.kt').readLines()
def expected = (1..source.size()).findAll { source[it - 1].contains('// refused') }
def log = new File(basedir, 'build.log').text
def refused = (log =~ /(?m)^\[ERROR\].*Null\.kt:\D*(\d+)\D*\d+\D* .*([Nn]ull|mismatch)/).collect { it[1] as int }.unique().sort()
assert expected.size() == 3
assert refused == expected
