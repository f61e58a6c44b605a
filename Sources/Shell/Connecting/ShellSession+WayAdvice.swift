internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// The failure of an end that is connected, with what its way, or the server of its file, says.
  func advised(_ error: any Error) async -> any Error {
    switch error {
    case let error as SideError:
      let failure = await advised(error, of: error.side, error.error.code, error.error.obstacle)
      return failure is SideError ? patient(error) : failure
    case let error as AdvisedError:
      guard let failure = error.error as? Failure, case .end(let side, let code) = failure.code,
        error.place == nil || error.place == cluster(side)?.cluster.access.endpoint.description
      else { return error }
      return await advised(error, of: side, code, nil)
    default: return error
    }
  }

  private func advised(
    _ error: any Error, of side: Side, _ code: MilvusError.Code, _ obstacle: MilvusError.Obstacle?
  ) async -> any Error {
    guard let open = cluster(side) else { return error }
    guard let server = open.server else {
      let way = way(to: open, on: side)
      return way.advice(for: code, obstacle).map { AdvisedError(error: error, advice: $0) } ?? error
    }
    await server.settle(after: code)
    guard let advice = server.advice(for: code, line: line(of: open).text(on: side)) else {
      return error
    }
    return AdvisedError(error: error, advice: advice)
  }

  /// The failure with a longer patience to connect with, where that of an end has passed.
  private func patient(_ error: SideError) -> any Error {
    guard error.error.code == .timedOut, let open = cluster(error.side) else { return error }
    let given = error.error.patience ?? open.cluster.access.timeout
    return AdvisedError(
      error: error,
      advice: Hints.patience(line(of: open).text(on: error.side), beyond: given))
  }

  private func way(to open: OpenCluster, on side: Side) -> WayAdvice {
    let access = open.cluster.access
    let exception = ProxySettings(environment: environment)
      .exception(of: access.endpoint.host, from: .cluster)
    return WayAdvice(
      side: side, access: access, line: line(of: open),
      exception: open.profile?.values[.proxy] == nil ? exception : nil)
  }

  private func line(of open: OpenCluster) -> ConnectLine {
    open.profile.map { connectLine(of: $0) } ?? ConnectLine(open.cluster.access.endpoint)
  }
}
