internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudErrorTests {
  private func failure(_ status: Int, _ body: String) -> CloudError? {
    CloudError.failure(
      of: CloudReply(status: status, body: Array(body.utf8)), attempt: "cannot ask")
  }

  @Test(
    arguments: [
      (1800, .keyRefused), (21119, .keyRefused), (80001, .keyRefused), (80002, .keyRefused),
      (40022, .permissionDenied), (83001, .permissionDenied), (40021, .clusterNotFound),
      (80020, .clusterNotFound), (90103, .clusterNotFound), (90144, .jobNotFound),
      (90102, .wrongRegion), (90117, .wrongRegion), (40003, .wrongStatus),
      (80021, .unsupportedByCluster), (80022, .unsupportedByCluster), (80000, .refused),
      (80003, .refused), (47005, .refused), (123456, .refused),
    ] as [(Int, CloudError.Code)])
  func `a number of the service has a class`(number: Int, code: CloudError.Code) throws {
    let body = #"{"code":\#(number),"message":"so it is"}"#
    for status in [200, 400] {
      let found = try #require(failure(status, body))
      #expect(found.code == code)
      #expect(found.serverCode == Int64(number))
      #expect(found.message == "cannot ask: \"so it is\" (\(number))")
    }
  }

  @Test(
    arguments: [
      (401, .keyRefused), (403, .permissionDenied), (404, .unexpectedAnswer),
      (429, .rateLimited), (500, .serverFailed), (502, .serverFailed), (503, .serverFailed),
      (504, .serverFailed), (302, .unexpectedAnswer), (200, .unexpectedAnswer),
    ] as [(Int, CloudError.Code)])
  func `an answer without a number goes by its status`(status: Int, code: CloudError.Code) {
    #expect(failure(status, "<html>")?.code == code)
    #expect(failure(status, "<html>")?.httpStatus == status)
  }

  @Test(
    arguments: [
      ("the rate limit is exceeded", .rateLimited), ("Rate Limit", .rateLimited),
      ("PermissionDenied: no", .permissionDenied), ("permission deny", .permissionDenied),
      ("no", .refused),
    ] as [(String, CloudError.Code)])
  func `words tell what an unknown number does not`(words: String, code: CloudError.Code) {
    #expect(failure(200, #"{"code":77777,"message":"\#(words)"}"#)?.code == code)
  }

  @Test(arguments: [#"{"code":0,"data":[]}"#, #"{"code":200}"#, #"{"data":{}}"#, #"{"code":"0"}"#])
  func `success is no failure`(body: String) {
    #expect(failure(200, body) == nil)
  }

  @Test func `success with a status of failure is a failure`() {
    #expect(failure(500, #"{"code":0}"#)?.code == .serverFailed)
    #expect(failure(404, #"{"code":0}"#)?.code == .unexpectedAnswer)
  }

  @Test func `the request's name comes from the header, else from the body`() {
    let body = Array(#"{"code":80000,"requestId":"inside"}"#.utf8)
    let bare = CloudReply(status: 200, body: body)
    let headed = CloudReply(status: 200, requestID: "outside", body: body)
    #expect(CloudError.failure(of: bare, attempt: "x")?.requestID == "inside")
    #expect(CloudError.failure(of: headed, attempt: "x")?.requestID == "outside")
  }

  @Test func `lines of the service become one line`() {
    #expect(
      failure(200, #"{"code":80000,"message":"one\ntwo"}"#)?.message
        == "cannot ask: \"one two\" (80000)")
  }

  @Test(
    arguments: [
      ("connection reset: connection refused (errno: 111)", .unreachable, "connection refused"),
      ("dns error: unknown(host: \"x\", port: 443)", .unreachable, "cannot be resolved"),
      ("handshakefailed(…certificate_verify_failed…)", .tlsFailed, "not trusted"),
      ("handshakefailed(…wrong_version_number…)", .tlsFailed, "does not speak TLS"),
      ("something else", .unreachable, "lost"),
    ] as [(String, CloudError.Code, String)])
  func `the text of a transport's error tells the reason`(
    text: String, code: CloudError.Code, words: String
  ) {
    let reason = CloudError.Reason(text: text)
    #expect(reason.code == code)
    #expect(reason.text.contains(words))
  }

  @Test(
    arguments: [
      ("certificate_verify_failed", .untrustedServer), ("failedtovalidatehostname", .otherName),
      ("wrong_version_number", nil), ("connection refused", nil),
    ] as [(String, CloudError.Obstacle?)])
  func `what TLS stumbles over is told apart`(text: String, obstacle: CloudError.Obstacle?) {
    #expect(CloudError.Reason(text: text).obstacle == obstacle)
  }
}
