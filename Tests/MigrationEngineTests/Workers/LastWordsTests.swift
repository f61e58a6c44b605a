internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Which line of many says why a program ended.
struct LastWordsTests {
  @Test(
    arguments: [
      ("error: no such file\nhint:  name another\ncode:  shell.notFound\n", "no such file"),
      (
        """
        Exception in thread "main" java.lang.IllegalArgumentException: no queue
        \tat org.apache.spark.Deploy.main(Deploy.scala:1)
        Caused by: java.io.IOException: refused
        \t... 6 more
        25/01/01 10:00:00 INFO ShutdownHookManager: Shutdown hook called
        """,
        """
        Exception in thread "main" java.lang.IllegalArgumentException: no queue; \
        Caused by: java.io.IOException: refused
        """
      ),
      ("first\nsecond\nlast\n\n  \n", "second; last"), ("\tat a.b(C.java:1)\n\tat d", "\tat d"),
      ("\n \n", nil),
      ("", nil),
    ] as [(String, String?)])
  func `the line that says why is found`(errors: String, line: String?) {
    #expect(LastWords.line(of: errors) == line)
  }
}
