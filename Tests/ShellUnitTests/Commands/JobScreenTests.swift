import Foundation
import JobJournal
import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer
@testable import Shell

@Suite struct JobScreenTests {
  private let zone = TimeZone(secondsFromGMT: 7200) ?? .gmt
  private let now = Date(timeIntervalSince1970: 1_777_623_000)

  @Test func `jobs are a table with progress, rate and time left`() {
    let table = JobTable(jobs: [.copying, .waiting, .successful], now: now, zone: zone)
    #expect(
      screen(table) == """
        JOB  STATE        COLLECTION              DONE                        %  RATE     LEFT   STARTED
          1  In Progress  docs_v1                 1,396,700 of 2,408,113   58 %  3,204/s  5 min  10:02:11
          2  Pending      images                  waits for 1                 -  -        -      -
          3  Successful   sessions as sessions_2  5,000 of 5,000          100 %  -        -      10:02:11, took 2 s

        """)
  }

  @Test func `no jobs are said in words`() {
    #expect(screen(JobTable(jobs: [])) == "no jobs yet\n")
    #expect(
      json(JobTable(jobs: []))
        == "{\"schema\":\"vecferry.jobs/1\",\"jobs\":[],\"leftLoaded\":[],"
        + "\"leftChanged\":[],\"leftOut\":[]}\n")
  }

  @Test func `one job shows everything about it`() {
    #expect(
      screen(JobScreen(job: .copying)) == """
        job 1  In Progress  plan 7c2e  docs_v1  prod/default -> test/default
          ranges       55 done, 4 in flight, 37 to go        retries  2
          entities     1,396,700 of 2,408,113                rejected 0
          rate         3,204/s now, 3,110/s mean             last progress 1 s ago
          left         about 5 min (by the last minute)

        """)
  }

  @Test func `a job that ended shows what it ended with`() {
    #expect(
      screen(JobScreen(job: .successful)) == """
        job 3  Successful  plan 7c2e  sessions as sessions_2  prod/default -> test/default
          ranges       1 done, 0 in flight, 0 to go          retries  0
          entities     5,000 of 5,000                        rejected 0
          source       unchanged since the start
          rate         2,500/s mean
          took         2.4 s, copied in 2.0 s
          counted      5,000 on the target (count(*))

        """)
  }

  @Test func `a job whose target refused entities says where they are named`() {
    #expect(
      screen(JobScreen(job: .picky)) == """
        job 3  Successful  plan 7c2e  sessions as sessions_2  prod/default -> test/default
          ranges       1 done, 0 in flight, 0 to go          retries  0
          entities     4,997 of 5,000                        rejected 3
          source       unchanged since the start
          rate         2,500/s mean
          took         2.4 s, copied in 2.0 s
          rejects      in /state/rejects/job-3.jsonl; status 3 --rejects names them
          counted      4,997 on the target (count(*))

        """)
  }

  @Test func `keys that are repeated in the source are named`() {
    var job = JobStatus.successful
    job.result?.duplicateKeys = 2200
    job.result?.duplicates = (0..<9).map { DuplicateKey(key: .int64($0), copies: 3) }
    let text = screen(JobScreen(job: job))
    #expect(
      text.contains(
        "  keys         2,200 in the source repeated a key; one entity of each key was copied\n"))
    #expect(text.contains("  repeated     0 (3 times), 1 (3 times), "))
    #expect(text.contains(", 7 (3 times), …\n") && !text.contains("8 (3 times)"))
    #expect(
      json(JobScreen(job: job)).contains(
        "\"duplicates\":[{\"key\":0,\"partition\":null,\"copies\":3},"))
  }

  @Test func `entities that are counted and never returned are no repeated keys`() {
    var job = JobStatus.successful
    job.result?.duplicateKeys = 1
    job.result?.duplicates = []
    #expect(
      screen(JobScreen(job: job)).contains(
        "  keys         the source counts 1 more than it returns; one entity of each key was copied"
      ))
  }

  @Test func `what was refused is a table, and one document`() {
    let rows = [
      RejectedRow(key: .int64(7), partition: "first", reason: "value 'NaN' is no number"),
      RejectedRow(key: .varchar("a\nb"), partition: nil, reason: "too long"),
    ]
    let refused = RejectScreen(job: .picky, rejects: rows)
    #expect(
      screen(refused) == """
        KEY     PARTITION  REASON
        7       first      value 'NaN' is no number
        "a\\nb"  -          too long
        the same rows are in /state/rejects/job-3.jsonl

        """)
    #expect(
      json(refused) == """
        {"schema":"vecferry.rejects/1","job":3,"source":{"database":"default",\
        "collection":"sessions"},"file":"/state/rejects/job-3.jsonl","rejects":[{"key":7,\
        "partition":"first","reason":"value 'NaN' is no number"},{"key":"a\\nb",\
        "partition":null,"reason":"too long"}]}

        """)
    #expect(
      screen(RejectScreen(job: .successful, rejects: []))
        == "the target refused no entity of job 3\n")
  }

  @Test func `a job that stopped says why`() {
    #expect(
      screen(JobScreen(job: .stopped)).hasSuffix(
        "  stopped      the target stopped accepting writes: disk quota exceeded\n"))
  }

  @Test func `a job is one JSON document with stable names`() {
    let text = json(JobScreen(job: .successful))
    #expect(
      text == """
        {"schema":"vecferry.job/1","id":3,"state":"successful","phase":"finished",\
        "plan":"7c2e91aa","source":{"cluster":"prod","address":"http://10.0.0.7:19530",\
        "database":"default","collection":"sessions"},"target":{"cluster":"test",\
        "address":"http://10.0.0.8:19530","database":"default","collection":"sessions_2"},\
        "done":5000,"total":5000,"bytes":4300000000,"ranges":{"done":1,"open":0,"planned":0,\
        "complete":true},"retries":0,"replayedRanges":0,"rejected":0,"rejectFile":null,"rate":null,\
        "meanRate":{"entitiesPerSecond":2500.0,"bytesPerSecond":8000000.0},"seconds":2.4,\
        "copySeconds":449.0,"secondsLeft":null,"secondsSinceProgress":null,\
        "createdAt":"2026-05-01T08:02:10Z","startedAt":"2026-05-01T08:02:11Z",\
        "endedAt":"2026-05-01T08:02:13Z","failure":null,\
        "result":{"entities":5000,"bytes":16000000,"copySeconds":2.0,"targetEntities":5000,\
        "countedBy":"count(*)","duplicateKeys":0,"duplicates":null,"sourceChanged":false,\
        "contentVerified":false,"filterMatchedNothing":false,"only":null,"notCarried":[],\
        "unproven":null},"waitsFor":null,"runsHere":false,"hindrance":null,"limit":null,\
        "execution":null}

        """)
  }

  @Test func `the time of a job is that of all of it, once it has ended`() {
    var job = JobStatus.successful
    job.endedAt = job.startedAt?.addingTimeInterval(3723)
    #expect(screen(JobScreen(job: job)).contains("  took         1 h 02 min, copied in 2.0 s\n"))
    #expect(json(JobScreen(job: job)).contains("\"seconds\":3723.0,\"copySeconds\":"))
    job.endedAt = job.startedAt?.addingTimeInterval(-5)
    #expect(job.seconds == 0)
    #expect(JobStatus.copying.seconds == nil && JobStatus.waiting.seconds == nil)
    #expect(json(JobScreen(job: .copying)).contains("\"seconds\":null"))
  }

  @Test func `a job that goes on tells what it sends once more`() {
    var job = JobStatus.stopped
    #expect(job.repetition == "[1] 4 key ranges were under way and begin again")
    job.rangesOpen = 1
    #expect(job.repetition == "[1] 1 key range was under way and begins again")
    job.rangesOpen = 0
    #expect(job.repetition == nil)
  }

  @Test func `jobs are rows of JSON lines`() {
    let lines = Renderer(format: .jsonl).text(of: JobTable(jobs: [.copying, .successful]))
    #expect(lines.split(separator: "\n").count == 2)
  }

  @Test func `states have the words of the console`() {
    let titles = JobState.allCases.map(\.title)
    #expect(titles == ["Pending", "In Progress", "Paused", "Successful", "Failed", "Canceled"])
  }

  @Test func `silence of a minute is an alarm while a job copies`() {
    var job = JobStatus.copying
    job.secondsSinceProgress = 59
    #expect(job.alarmingSilence == nil)
    job.secondsSinceProgress = 61
    #expect(job.reading.parts.last == "no progress for 1 min 01 s")
    job.phase = .index
    #expect(job.alarmingSilence == nil)
  }

  @Test(arguments: [("1", 1), ("[3]", 3)] as [(String, Int64)])
  func `a job is named by its number`(_ text: String, _ number: Int64) {
    #expect(JobID(argument: text)?.rawValue == number)
    #expect(JobChoice(argument: text) == .one(JobID(rawValue: number)))
  }

  @Test(arguments: ["0", "-1", "x", "[1", ""]) func `anything else names no job`(_ text: String) {
    #expect(JobID(argument: text) == nil)
    #expect(JobChoice(argument: "all") == .all)
  }
}
