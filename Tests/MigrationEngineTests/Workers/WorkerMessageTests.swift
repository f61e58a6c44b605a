internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What coordinator and worker say to each other.
struct WorkerMessageTests {
  @Test func `a worker is told where the ends are, and no secret`() throws {
    var access = MilvusAccess(
      endpoint: try MilvusEndpoint.parse("https://milvus.example:19531").endpoint,
      credentials: .token("root:hunter2-hunter2"), timeout: .milliseconds(2_500), database: "b",
      server: KnownServer(ServerVersion(3, 2, 2, isLite: true), by: .installed))
    access.proxy = HTTPProxy(host: "proxy", credentials: .token("me:proxy-word"))
    access.tls.authorityFile = "/etc/ca.pem"
    let start = WorkerStart(
      from: access, to: access, allowance: RejectAllowance(limit: 7, spent: 2, hasTaken: false),
      retries: RetryPolicy(), parallel: 3)
    let line = String(decoding: try JSONEncoder().encode(WorkerOrder.begin(start)), as: UTF8.self)
    #expect(!line.contains("hunter2") && !line.contains("proxy-word") && !line.contains("\n"))
    guard case .begin(let told) = try WorkerOrder(line: line) else {
      Issue.record("no beginning")
      return
    }
    access.proxy = nil
    #expect(told.source.access(as: access.credentials) == access)
    #expect(told.maxRejects == 7 && told.spentRejects == 2 && told.parallel == 3)
    #expect(told.travelling.source.tls.authorityFile == "source-ca.pem")
    #expect(told.travelling.target.tls.authorityFile == "target-ca.pem")
    #expect(told.travelling.target.tls.keyFile == nil)
    #expect(told.retries.patience == RetryPolicy().patience)
  }

  @Test(arguments: ["", "{}", "nonsense", #"{"task":{}}"#])
  func `a line that says nothing is an error`(line: String) {
    #expect(throws: DecodingError.self) { try WorkerOrder(line: line) }
  }
}
