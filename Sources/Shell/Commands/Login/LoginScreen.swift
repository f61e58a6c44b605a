internal import MigrationEngine
internal import ZillizCloud

/// A key that the control plane has just taken.
struct LoginScreen: Renderable {
  static let schema = "login/1"

  var login: CloudLogin
  /// Projects that the key sees; nil if it may not list them.
  var projects: Int?
  var clusters: Int
  /// How long the control plane took to answer everything.
  var time: Duration

  var json: JSONObject {
    [
      "sides": .strings(login.sides.map(\.rawValue)),
      "controlPlane": .string(login.access.address.description),
      "projects": .optional(projects.map(Int64.init)), "clusters": .integer(Int64(clusters)),
      "seconds": .number(Figures.seconds(time)),
      "proxy": .optional(login.access.proxy?.description),
    ]
  }

  var sections: [Section] {
    let seen = [
      projects.map { Figures.count($0, of: "project") }, Figures.count(clusters, of: "cluster"),
    ]
    let facts = [
      login.access.address.description, seen.compactMap(\.self).joined(separator: ", "),
      Figures.roundTrip(time), login.access.proxy.map { "through the proxy \($0)" },
    ].compactMap(\.self)
    return [.lines(["\(login.sideText)  logged in   \(facts.joined(separator: "   "))"])]
  }
}
