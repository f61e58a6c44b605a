internal import MigrationEngine
internal import ZillizCloud

extension ShellSession {
  /// The failure of a control plane, with what the way to it says.
  func advised(
    _ error: CloudError, of access: CloudAccess, login line: String?
  ) -> any Error {
    let settings = ProxySettings(environment: environment)
    let isFromEnvironment = route(to: access.address).proxy.map(CloudProxy.init) == access.proxy
    let exception = settings.exception(of: access.address.place.host, from: .controlPlane)
    let way = CloudAdvice(
      access: access, login: line ?? loginLine(of: access),
      exception: isFromEnvironment ? exception : nil)
    return way.advice(for: error).map { AdvisedError(error: error, advice: $0) } ?? error
  }

  /// What is typed to give a key again: for one side if it is the key of that side alone.
  private func loginLine(of access: CloudAccess) -> String {
    let sides = Side.allCases.filter { (try? cloudAccess($0))?.key == access.key }
    let usual = try? settings.cloudSite.address(environment: environment)
    let words =
      ["login"] + (sides.count == 1 ? sides.map(\.rawValue) : [])
      + (usual == access.address ? [] : ["--url", access.address.description])
    return words.joined(separator: " ")
  }
}
