extension ShellSession {
  /// Says once what the environment says of proxies and what is not followed.
  func tell(of route: ProxyRoute, to destination: ProxySettings.Destination) async {
    guard route != .direct else { return }
    var remarks = ProxySettings(environment: environment).remarks(of: destination)
    if case .unfit(let reason) = route { remarks.append(reason) }
    for remark in remarks where update({ $0.proxyRemarks.insert(remark).inserted }) {
      await console.note(remark)
    }
  }
}
