internal import MigrationEngine

extension CodePage {
  /// What is said of users, roles and grants.
  static let aboutAccess: [Finding.Code: FindingText] = [
    .access: ("the target has the roles and grants of the source", nil),
    .accessAdministrator: (
      "a user may do everything on the source and not on the target; nobody is made an administrator",
      "give the user the role admin with another tool, if that is wanted"
    ),
    .accessLeftOut: (
      "grants on collections and databases that are not moved are left out",
      "name those collections, too, if they are to be carried"
    ),
    .accessMissing: (
      "the target lacks a role, a grant of one, or has not given a user one",
      "migrate with --access makes them once the entities are verified; where the copy is there already, "
        + "also with --on-conflict upsert, which writes it again"
    ),
    .accessUnknown: (
      "a server does not tell its users, roles and grants",
      "have an administrator of it grant SelectOwnership (help privileges)"
    ),
    .accessUnsupported: (
      "an end has no users, or none that can be made from here",
      "set roles and grants in the console of Zilliz Cloud; connect Milvus with --user"
    ),
    .accessUserMissing: (
      "the target lacks a user; no server tells passwords, so that users are not carried",
      "make the user with a password of its own, then migrate with --access"
    ),
    .accessWildcard: (
      "a grant is for every collection, on the target also for those that it has besides",
      "revoke it there with another tool, if that is too much"
    ),
  ]
}
