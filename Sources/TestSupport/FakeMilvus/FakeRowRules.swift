internal import Foundation
internal import MilvusClient
internal import MilvusWire

/// What a release asks of the values of a row together.
struct FakeRowRules {
  let release: FakeRelease
  let collection: FakeCollection
  var takesAnyName = false

  func check(_ cells: [ServerName: [[UInt8]?]]) throws {
    try checkDynamicNames(cells["$meta"] ?? [])
    for structure in collection.schema.structArrayFields {
      try checkLengths(
        cells, of: collection.fields.filter { $0.parent == ServerName(structure.name) })
    }
  }

  /// Undeclared fields must not have the names of declared ones.
  private func checkDynamicNames(_ cells: [[UInt8]?]) throws {
    guard collection.isDynamic else { return }
    let names = Set(collection.schema.fields.map { ServerName($0.name) })
    for case let cell? in cells {
      guard let object = try? JSONSerialization.jsonObject(with: Data(cell)) as? [String: Any]
      else { throw FakeRefusal.invalid("the dynamic field is no JSON object") }
      guard release.refusesStaticNames, !takesAnyName else { continue }
      if let name = object.keys.first(where: { names.contains(ServerName($0)) }) {
        throw FakeRefusal.invalid(
          "dynamic field name cannot include the static field name: \(name)")
      }
    }
  }

  /// The lists of one struct have one length, row by row.
  private func checkLengths(_ cells: [ServerName: [[UInt8]?]], of fields: [FakeField]) throws {
    guard let first = fields.first, let wanted = try lengths(cells[first.name], of: first)
    else { return }
    for field in fields.dropFirst() {
      guard try lengths(cells[field.name], of: field) == wanted else {
        throw FakeRefusal.invalid("inconsistent array length in struct \(field.parent?.text ?? "")")
      }
    }
  }

  private func lengths(_ cells: [[UInt8]?]?, of field: FakeField) throws -> [Int?]? {
    guard let storage = field.elementStorage else { return nil }
    return try cells?.map { cell in
      try cell.map {
        try FakeColumn(cell: $0, payload: field.storage.payload).values(as: storage).count
      }
    }
  }
}
