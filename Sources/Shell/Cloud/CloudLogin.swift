package import MigrationEngine
package import ZillizCloud

/// A key that is used for one side or for both.
package struct CloudLogin: Sendable, Equatable {
  /// Where it is presented, and the key.
  package var access: CloudAccess
  /// The sides that it stands for.
  package var sides: [Side]

  /// Makes a login.
  package init(access: CloudAccess, sides: [Side]) {
    self.access = access
    self.sides = sides
  }

  /// The sides in words: `source, target`.
  package var sideText: String { sides.map(\.rawValue).joined(separator: ", ") }
}

extension CloudLogin {
  /// The variable of the environment with the key of a side, or of both.
  package static func variable(_ side: Side?) -> String {
    side.map { "VECFERRY_\($0.rawValue.uppercased())_KEY" } ?? "VECFERRY_KEY"
  }

  /// The variables in which the key of a side is looked for, in order.
  package static func variables(_ side: Side?) -> [String] {
    side == nil ? [variable(nil)] : [variable(side), variable(nil)]
  }

  /// One login for each key: sides that share one are put together.
  static func merged(_ found: [(side: Side, access: CloudAccess)]) -> [CloudLogin] {
    found.reduce(into: []) { logins, next in
      let same = logins.firstIndex { $0.access == next.access }
      if let same {
        logins[same].sides.append(next.side)
      } else {
        logins.append(CloudLogin(access: next.access, sides: [next.side]))
      }
    }
  }
}
