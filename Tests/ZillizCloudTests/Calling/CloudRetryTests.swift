internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudRetryTests {
  private func wait(_ failure: CloudError, _ attempt: Int) -> Duration? {
    CloudRetry.wait(after: failure, attempt: attempt)
  }

  @Test(arguments: [CloudError.Code.timedOut, .unreachable])
  func `a connection is tried three times, with pauses that double`(code: CloudError.Code) {
    let failure = CloudError(code, "x")
    #expect(wait(failure, 1) == .milliseconds(500))
    #expect(wait(failure, 2) == .seconds(1))
    #expect(wait(failure, 3) == nil)
  }

  @Test(arguments: [500, 502, 503, 504])
  func `a failure inside the service is tried again, whatever it says`(status: Int) {
    for code in [CloudError.Code.serverFailed, .refused, .clusterNotFound] {
      #expect(wait(CloudError(code, "x", httpStatus: status), 1) == .milliseconds(500))
    }
  }

  @Test(
    arguments: Set(CloudError.Code.allCases).subtracting([.timedOut, .unreachable, .serverFailed])
      .sorted { $0.rawValue < $1.rawValue })
  func `nothing else is tried again`(code: CloudError.Code) {
    for status in [nil, 200, 400, 401, 429, 501] {
      #expect(wait(CloudError(code, "x", httpStatus: status), 1) == nil)
    }
  }

  @Test func `more requests than the service takes are not made more`() {
    #expect(wait(CloudError(.rateLimited, "x", httpStatus: 503), 1) == nil)
  }
}
