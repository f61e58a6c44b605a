internal import MigrationEngine
internal import MilvusClient

extension AccessComparison {
  /// Users, roles and grants with what the target has of them, a table each; none that are empty.
  var tables: [Table] {
    let users: [[Cell]] = users.map {
      [Cell($0.name), Self.list($0.roles), Self.presence($0.isOnTarget)]
    }
    let roles: [[Cell]] = roles.map {
      [Cell($0.name), Self.list($0.users), Self.presence($0.isOnTarget)]
    }
    let grants: [[Cell]] = grants.map {
      [
        Cell($0.source.role), Cell($0.source.privilege), Cell($0.source.object), place(of: $0),
        Self.presence($0.isOnTarget),
      ]
    }
    return [
      Table([.text("USER"), .text("ROLES"), .text("ON TARGET")], rows: users),
      Table([.text("ROLE"), .text("USERS"), .text("ON TARGET")], rows: roles),
      Table(
        [.text("ROLE"), .text("PRIVILEGE"), .text("OBJECT"), .text("NAME"), .text("ON TARGET")],
        rows: grants),
    ].filter { !$0.rows.isEmpty }
  }

  /// What a grant is about; what gets another name on the target, by both.
  private func place(of entry: Entry) -> Cell {
    let names = [entry.source, entry.target].map {
      CollectionAddress(database: $0.database, name: $0.name).description
    }
    return Cell(names[0] == names[1] ? names[0] : names.joined(separator: " -> "))
  }

  private static func list(_ names: [ServerName]) -> Cell {
    names.isEmpty ? .absent : Cell(names.joined(separator: ", "))
  }

  private static func presence(_ isThere: Bool?) -> Cell {
    Cell(isThere.map { $0 ? "yes" : "no" } ?? "?")
  }
}
