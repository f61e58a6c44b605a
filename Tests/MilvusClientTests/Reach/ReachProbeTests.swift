internal import Dispatch
internal import Testing

@testable internal import MilvusClient

/// What a port is told by.
@Suite struct ReachProbeTests {
  private typealias Speech = ReachProbe.Speech

  @Test(
    arguments: [
      ([0x15, 3, 1, 0, 2, 2, 70], .tls), ([0x16, 3, 3, 0, 90], .tls),
      ([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5], .plainHTTP2), ([0, 0, 0, 7, 0, 0, 0, 0, 0], .plainHTTP2),
      (Array("HTTP/1.1 400 Bad Request".utf8), .otherHTTP),
      (Array("-ERR unknown".utf8), .somethingElse),
      ([0x15], .somethingElse), ([], nil),
    ] as [([UInt8], ReachProbe.Speech?)])
  func `the first bytes of an answer tell the language`(
    _ answer: [UInt8], _ speech: ReachProbe.Speech?
  ) {
    #expect(Speech(answer) == speech)
  }

  @Test(
    arguments: [
      (Speech.tls, false, .tlsMismatch), (.tls, true, .unreachable),
      (.plainHTTP2, true, .tlsMismatch), (.plainHTTP2, false, .unreachable),
      (.otherHTTP, false, .notMilvus), (.somethingElse, true, .notMilvus),
      (.nothing, false, .notMilvus), (.cancelled, false, .cancelled),
    ] as [(ReachProbe.Speech, Bool, MilvusError.Code)])
  func `a finding explains a failed conversation, or leaves it as it was`(
    _ speech: ReachProbe.Speech, _ usesTLS: Bool, _ code: MilvusError.Code
  ) {
    let endpoint = MilvusEndpoint(host: "h", usesTLS: usesTLS)
    let first = MilvusError(.unreachable, "first")
    #expect(speech.failure(attempt: "a", endpoint: endpoint, after: first).code == code)
  }

  @Test(
    arguments: [
      (ReachProbe.Reach.unknownHost, "a: the host name cannot be resolved"),
      (.refused(after: .milliseconds(400)), "a: connection refused after 0.4 s"),
      (.noSocket, "a: there is no such socket"),
      (.noAnswer(after: .seconds(3)), "a: no answer after 3 s"), (.connected, nil),
    ] as [(ReachProbe.Reach, String?)])
  func `a failed dial says why and after how long`(
    _ reach: ReachProbe.Reach, _ message: String?
  ) {
    #expect(reach.failure(attempt: "a")?.message == message)
  }

  @Test func `the greeting for TLS is a handshake record of the length it says`() {
    let bytes = Greeting.tls.bytes
    #expect(bytes.prefix(3) == [0x16, 3, 1])
    #expect(Int(bytes[3]) << 8 + Int(bytes[4]) == bytes.count - 5)
    #expect(bytes[5] == 1)
    #expect(Int(bytes[7]) << 8 + Int(bytes[8]) == bytes.count - 9)
  }

  @Test(.timeLimit(.minutes(5)))
  func `blocking work that takes too long is left behind`() async {
    let gate = DispatchSemaphore(value: 0)
    let value = await offPool(within: .milliseconds(1), late: "late", cancelled: "cancelled") {
      gate.wait()
      return "done"
    }
    #expect(value == "late")
    gate.signal()
  }
}
