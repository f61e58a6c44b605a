import Foundation
import JobJournal
import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer
@testable import Shell

@Suite struct ReportDocumentTests {
  private static let successful = """
    Job
      state        Successful
      exit status  0 (done)
      source       sessions on prod, http://10.0.0.7:19530, version 2.3.5
      target       sessions_2 on test, http://10.0.0.8:19530, version v2.6.4
      plan         7c2e91aa
      planned      2026-05-01T08:02:10Z
      started      2026-05-01T08:02:11Z
      ended        2026-05-01T08:02:13Z
    Entities
      on the source before  5,000
      on the source after   5,000
      listed by the source  5,000
      copied                5,000
      bytes written         4.3 GB
      on the target         5,000
      rejected              0
      calls repeated        1
      sent again            0 key ranges
      from start to end     2.4 s
      time of copying       7 min 29 s
      mean rate             2,500/s, 8.0 MB/s
    PARTITION  KEY RANGES  DONE  LISTED  COPIED
    _default            1     1   5,000   5,000
    empty               0     0       0       0
    Verification at the end
      asked for  count
      outcome    the numbers of entities agree
      counted    5,000 on the target, by count(*)
    Rate
    Bytes per second in 1 window of the same length, at most 8.0 MB/s, 8.0 MB/s (2,500/s) in the mean of the copy. Pauses show as 0.
    Schema
    FIELD      TYPE             NULL  DEFAULT  INDEX             NOTE
    id         Int64            no    -        -                 primary key
    title      VarChar 512      no    -        -                 what it is called
    embedding  FloatVector 768  no    -        AUTOINDEX COSINE
    The target got the source's schema.
    Carried
      dynamic field      off
      keys               kept
      partitions         _default, empty
      indexes            ix on embedding: AUTOINDEX COSINE
      aliases            live
      properties         mmap.enabled=true
      consistency level  Bounded
      shards             1
    Not carried
    WHAT                     BECAUSE
    property "replicate.id"  it is the cluster's
    Options
      index         auto
      aliases       true
      autoID        automatic
      onConflict    fail
      verification  count
      loadSource    false
      parallel      4
    Digests of the plan (SHA-256)
    PART    DIGEST
    source  ab12
    Rejected entities
    The target refused no entity.
    Events
    TIME                      EVENT    MESSAGE
    2026-05-01T08:02:11.000Z  phase    create
    2026-05-01T08:02:11.250Z  creates  sessions_2

    """

  @Test func `a report says everything about a job, chapter by chapter`() {
    #expect(screen(ReportDocument(.successful())) == Self.successful)
  }

  @Test func `a report of a job that failed names the reason, the code and the rejects`() {
    let report = JobReport.successful { report in
      (report.status.state, report.status.phase) = (.failed, .copy)
      report.status.failure = Failure(
        .end(.target, .unreachable), "no answer from \"<b>\"")
      report.status.result = nil
      report.status.rejected = 3
      report.rejects = [
        JobReport.Reject(key: .varchar("a\"<i>"), reason: "<too> long"),
        JobReport.Reject(key: .int64(7), reason: "NaN"),
      ]
      (report.result, report.sourceRowsAfter) = (nil, nil)
      report.samples = []
      report.plan.notCarried = []
    }
    let text = screen(ReportDocument(report))
    for line in [
      "  state        Failed", "  step         copy", "  reason       no answer from \"<b>\"",
      "  code         target.unreachable",
      "  exit status  69 (a cluster could not be reached)", "  on the source after   not counted",
      "  on the target         not counted", "  outcome    the job did not come so far",
      "The copy was not sampled often enough to plot its rate.", "Nothing was left behind.",
      "\"a\\\"<i>\"  <too> long", "and 1 more",
    ] {
      #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
    let html = ReportDocument(report).text(as: .html)
    #expect(html.contains("<td>&quot;a\\&quot;&lt;i&gt;&quot;</td><td>&lt;too&gt; long</td>"))
    #expect(!html.contains("<polyline") && !html.contains("<b>") && !html.contains("<i>"))
  }

  @Test func `a job that runs has no exit status yet`() {
    let report = JobReport.successful { $0.status.state = .inProgress }
    #expect(!screen(ReportDocument(report)).contains("exit status"))
    #expect(json(ReportDocument(report)).contains("\"exitStatus\":null"))
    let stopped = JobReport.successful { $0.status.state = .paused }
    #expect(ReportDocument(stopped).exitStatus == .stopped)
  }

  @Test func `what changed on the source, and what the target got otherwise, is said`() {
    let report = JobReport.successful { report in
      report.result?.sourceChanged = true
      report.sourceRowsAfter = 5001
      report.targetSchema = report.targetSchema.settingAutoID(true)
    }
    let text = screen(ReportDocument(report))
    #expect(text.contains("on the source after   5,001\n"))
    #expect(
      text.contains(
        "The target got another schema than the source's: auto id is on, not off"))
    let html = ReportDocument(report).text(as: .html)
    #expect(
      html.contains("<tr><th scope=\"row\">on the source after</th><td class=\"bad\">5,001</td>"))
  }

  @Test func `the page begins with what became of the job`() {
    func verdict(_ change: (inout JobReport) -> Void) -> String {
      let html = ReportDocument(.successful(change)).text(as: .html)
      let lines = html.split(separator: "\n")
      return String(lines.drop { !$0.contains("<p class=\"dim\">") }.dropFirst().first ?? "")
    }
    #expect(
      verdict { _ in } == "<p class=\"good\">5,000 entities arrived; at the end, "
        + "the numbers of entities agree.</p>")
    #expect(
      verdict { $0.status.state = .paused }
        == "<p class=\"warning\">The job is paused: 5,000 entities are safe on the target.</p>")
    #expect(
      verdict { $0.status.rejected = 2 }.hasPrefix(
        "<p class=\"bad\">5,000 entities arrived, 2 were refused; "))
  }

  @Test func `the page has the title, the moment, and a line of the samples`() {
    let html = ReportDocument(.successful()).text(as: .html)
    #expect(html.contains("<title>Migration of sessions as sessions_2</title>"))
    #expect(
      html.contains("<p class=\"dim\">job 3 of vecferry 0.1.0, as of 2026-05-01T09:00:00Z</p>"))
    #expect(html.contains("<polyline points=\"72.0,48.0 708.0,48.0\"/>"))
  }

  @Test func `the JSON form holds the same under stable names`() throws {
    let text = ReportDocument(.successful()).text(as: .json)
    #expect(text.hasPrefix("{\"schema\":\"vecferry.report/1\",\"writtenAt\":\"2026-05-01T09:"))
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(
      Set(document.keys) == [
        "schema", "writtenAt", "program", "job", "exitStatus", "sourceVersion", "targetVersion",
        "plan", "digests", "options", "sourceSchema", "targetSchema", "counts", "partitions",
        "verification", "retries", "samples", "rejects", "events",
      ])
    for part in [
      "\"counts\":{\"sourceBefore\":5000,\"sourceAfter\":5000,\"sourceChanged\":false,"
        + "\"planned\":5000,\"copied\":5000,\"bytes\":4300000000,\"target\":5000,"
        + "\"countedBy\":\"count(*)\",\"rejected\":0,\"duplicateKeys\":0}",
      "\"verification\":{\"level\":\"count\",\"outcome\":\"countsAgree\"}",
      "\"samples\":[{\"at\":\"2026-05-01T08:02:11.000Z\",\"entities\":0,\"bytes\":0,\"retries\":0,"
        + "\"refusals\":0,\"limit\":null},",
      "{\"name\":\"empty\",\"ranges\":0,\"rangesDone\":0,\"planned\":0,\"copied\":0,"
        + "\"scouted\":true}",
      "\"notCarried\":[{\"what\":\"property \\\"replicate.id\\\"\","
        + "\"reason\":\"it is the cluster's\"}]",
      "\"digests\":{\"source\":\"ab12\"}",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
