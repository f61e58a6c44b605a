/// How the values of a data type travel in a column.
package struct FakeStorage: Sendable, Hashable {
  /// How values lie in the member of the payload.
  package enum Layout: Sendable, Hashable {
    /// Varints packed into field 1.
    case varints
    /// Numbers, or rows of numbers, packed into field 1.
    case fixed(width: Int)
    /// Occurrences of a field.
    case items(field: Int)
    /// The member itself, in rows of a width.
    case rows(width: Int)
  }

  /// The number of the payload in `FieldData`.
  package var payload: Int
  /// The number of the member inside the payload.
  package var slot: Int
  /// How values lie in that member.
  package var layout: Layout

  /// The payload of scalars.
  static let scalars = 3
  /// The payload of vectors.
  static let vectors = 4
  /// The payload of arrays of structs.
  static let structs = 8

  /// A way to travel from its parts, for types that no release has.
  package init(payload: Int, slot: Int, layout: Layout) {
    self.payload = payload
    self.slot = slot
    self.layout = layout
  }

  private init(scalars slot: Int, _ layout: Layout = .items(field: 1)) {
    self.init(payload: Self.scalars, slot: slot, layout: layout)
  }

  private init(vectors slot: Int, _ layout: Layout) {
    self.init(payload: Self.vectors, slot: slot, layout: layout)
  }

  /// The way of a data type; nil for types that this fake does not know.
  init?(type: Int32, dimension: Int) {
    switch type {
    case 1: self.init(scalars: 1, .varints)
    case 2, 3, 4: self.init(scalars: 2, .varints)
    case 5: self.init(scalars: 3, .varints)
    case 10: self.init(scalars: 4, .fixed(width: 4))
    case 11: self.init(scalars: 5, .fixed(width: 8))
    case 21, 25, 26: self.init(scalars: 6)
    case 22: self.init(scalars: 8)
    case 23: self.init(scalars: 9)
    case 24: self.init(scalars: 12)
    case 100: self.init(vectors: 3, .rows(width: dimension / 8))
    case 101: self.init(vectors: 2, .fixed(width: 4 * dimension))
    case 102: self.init(vectors: 4, .rows(width: 2 * dimension))
    case 103: self.init(vectors: 5, .rows(width: 2 * dimension))
    case 104: self.init(vectors: 6, .items(field: 1))
    case 105: self.init(vectors: 7, .rows(width: dimension))
    case 106: self.init(vectors: 8, .items(field: 2))
    default: return nil
    }
  }
}
