internal import MilvusClient

/// Which users, roles and grants of the source the target lacks, and what becomes of them.
enum AccessRules {
  static func judge(_ answers: AccessAnswers, _ comparison: AccessComparison?) -> [Finding] {
    guard let comparison else { return [silence(of: .source, answers.source)].compactMap(\.self) }
    if let silence = silence(of: .target, answers.target) { return [silence] }
    return roles(comparison) + users(comparison) + grants(comparison)
  }

  /// Why an end is not compared; nil if it told all.
  private static func silence(of side: Side, _ answer: AccessAnswer) -> Finding? {
    switch answer {
    case .told: nil
    case .absent(let reason):
      Finding(
        side == .source ? .note : .warning, .accessUnsupported, subject: .access,
        "users, roles and grants are not carried: \(reason)")
    case .withheld(let reason):
      Finding(
        .unknown, .accessUnknown, subject: .access,
        "the \(side.rawValue) does not tell its users, roles and grants: \(reason)",
        hint: "have an administrator of the \(side.rawValue) grant SelectOwnership")
    }
  }

  private static func roles(_ comparison: AccessComparison) -> [Finding] {
    guard let missing = PlannedAccess(comparison) else {
      return [
        Finding(
          .ok, .access, subject: .access,
          "the target has the roles and grants of the source, as far as they concern this")
      ]
    }
    return missing.roles.map { role in
      let grants = role.grants.map(\.description)
      let list = grants.prefix(4).joined(separator: ", ")
      let shown = grants.count > 4 ? "\(list) and \(grants.count - 4) more" : list
      let everybody = role.name == ServerRole.everybody ? "; every user has this role" : ""
      return Finding(
        .warning, .accessMissing, subject: .access, topic: "role \(role.name)",
        "the target lacks \(role.summary)\(shown.isEmpty ? "" : ": \(shown)")\(everybody)",
        hint: "migrate with --access makes it, once the entities are verified; where the copy is "
          + "there already, also with --on-conflict upsert, which writes it again")
    }
  }

  private static func users(_ comparison: AccessComparison) -> [Finding] {
    comparison.missingUsers.map { user in
      let roles = user.roles.isEmpty ? "none" : user.roles.joined(separator: ", ")
      return Finding(
        .note, .accessUserMissing, subject: .access, topic: "user \(user.name)",
        """
        the target has no such user, and no server tells a password: make it before you migrate \
        with --access, which gives it its roles (\(roles))
        """, hint: "in Python: client.create_user(\"\(user.name)\", getpass.getpass())")
    }
      + comparison.administrators.map { name in
        Finding(
          .note, .accessAdministrator, subject: .access, topic: "user \(name)",
          "may do everything on the source, by the role admin, which is given to nobody here",
          hint: "in Python: client.grant_role(\"\(name)\", \"admin\")")
      }
  }

  private static func grants(_ comparison: AccessComparison) -> [Finding] {
    var findings: [Finding] = []
    let wide = comparison.grants.count {
      $0.target.isAboutCollections && $0.target.collection == nil && $0.isOnTarget == false
    }
    if wide > 0 {
      findings.append(
        Finding(
          .note, .accessWildcard, subject: .access,
          "\(Wording.count(Int64(wide), "grant", "grants")) on * "
            + "\(wide == 1 ? "is" : "are") for all that the target has, not for what is moved alone"
        ))
    }
    if comparison.leftOut > 0 {
      let count = Wording.count(Int64(comparison.leftOut), "grant", "grants")
      findings.append(
        Finding(
          .note, .accessLeftOut, subject: .access,
          "\(count) on other collections and databases of the source left out"))
    }
    return findings
  }
}
