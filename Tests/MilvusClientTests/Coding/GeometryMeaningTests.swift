internal import MilvusClient
internal import TestSupport
internal import Testing

/// Which texts name the same shape.
@Suite struct GeometryMeaningTests {
  private func meaning(_ text: String) -> String? {
    GeometryMeaning.form(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("POINT (1 2)", "POINT(1.0 2)"), ("POINT (1 2)", " point\t( +1  2.000 )\n"),
    ("POINT (100 -0.5)", "Point(1e2 -5E-1)"), ("POINT (0 0)", "POINT (-0 -0.0)"),
    ("POINT EMPTY", "point empty"), ("POINT Z (1 2 3)", "POINT(1 2 3)"),
    ("POINT Z (1 2 3)", "pointz(1 2 3)"), ("POINT ZM (1 2 3 4)", "POINT (1 2 3 4)"),
    ("POINT M (1 2 3)", "POINTM(1 2 3)"), ("LINESTRING (0 1, 2 3)", "LINESTRING(0 1,2 3)"),
    ("POLYGON ((0 0, 1 0, 1 1, 0 0))", "polygon( (0 0,1 0,1 1.0,0 0) )"),
    ("MULTIPOINT ((1 2), (3 4))", "MULTIPOINT (1 2, 3 4)"),
    ("MULTIPOINT (EMPTY, (3 4))", "multipoint(empty,3 4)"),
    ("MULTILINESTRING ((0 0, 1 1), EMPTY)", "MultiLineString((0 0,1 1),EMPTY)"),
    (
      "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5), (5.1 5.1, 5.2 5.1, 5.2 5.2, 5.1 5.1)))",
      "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5),(5.10 5.1,5.2 5.1,5.2 5.2,5.1 5.1)))"
    ),
    (
      "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
      "geometrycollection(point(1 2),linestring(0 0,1 1))"
    ),
    ("GEOMETRYCOLLECTION Z (POINT (1 2 3))", "GEOMETRYCOLLECTION (POINT Z (1 2 3))"),
    (
      "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION EMPTY, POINT (1 2))",
      "GeometryCollection(GeometryCollection Empty,Point(1 2))"
    ),
  ])
  func `these texts name the same shape`(_ one: String, _ other: String) throws {
    let form = try #require(meaning(one))
    #expect(meaning(other) == form)
  }

  @Test(arguments: [
    ("POINT (1 2)", "POINT (2 1)"), ("POINT (1 2)", "POINT (1 2.0000000000000004)"),
    ("POINT EMPTY", "LINESTRING EMPTY"), ("POINT EMPTY", "POINT Z EMPTY"),
    ("POINT Z (1 2 3)", "POINT M (1 2 3)"), ("POINT (1 2)", "POINT (1 2 0)"),
    ("POINT (1 2)", "MULTIPOINT (1 2)"), ("LINESTRING (0 0, 1 1)", "LINESTRING (1 1, 0 0)"),
    ("POINT (1 2)", "GEOMETRYCOLLECTION (POINT (1 2))"), ("POINT (12 3)", "POINT (1 23)"),
    ("MULTILINESTRING ((0 0, 1 1, 2 2, 3 3))", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"),
    ("POLYGON ((0 0, 1 0, 1 1, 0 0))", "MULTILINESTRING ((0 0, 1 0, 1 1, 0 0))"),
  ])
  func `these texts name different shapes`(_ one: String, _ other: String) throws {
    let form = try #require(meaning(one))
    let otherForm = try #require(meaning(other))
    #expect(form != otherForm)
  }

  @Test(arguments: [
    "", " ", "POINT", "POINT (", "POINT (1)", "POINT (1 2", "POINT (1 2))", "POINT (1, 2)",
    "POINT (1 2) x", "POINT (1 2 3 4 5)", "POINT M (1 2)", "POINT Z (1 2)", "POINT (1 2, 3 4)",
    "POINT ()", "POINT (a b)", "POINT (nan 1)", "POINT (inf 1)", "POINT (1e400 1)", "PUNKT (1 2)",
    "POINT (0x10 1)", "POINT (1 2-)", "LINESTRING (0 0, 1 1 1)", "LINESTRING ((0 0), (1 1))",
    "POLYGON (0 0, 1 1)", "GEOMETRYCOLLECTION (1 2)", "SRID=4326;POINT (1 2)", "POINTEMPTY",
    "(1 2)",
    "MULTIPOINT (1 2,)", "CIRCULARSTRING (0 0, 1 1, 2 0)", "POINT (1 2)\u{0}", "[1,2]",
  ])
  func `what is no shape that servers store has no form`(_ text: String) {
    #expect(meaning(text) == nil)
  }

  @Test func `a form is its own form, whatever the spelling was`() throws {
    for seed in UInt64(1)...200 {
      var generator = SeededGenerator(seed: seed)
      let shape = RandomShape(using: &generator)
      let form = try #require(meaning(shape.spelling), "seed \(seed): \(shape.spelling)")
      try #require(meaning(form) == form, "seed \(seed): \(form)")
      try #require(meaning(shape.otherSpelling) == form, "seed \(seed): \(shape.otherSpelling)")
    }
  }

  @Test func `endless nesting is given up`() {
    #expect(meaning(String(repeating: "GEOMETRYCOLLECTION (", count: 100_000)) == nil)
    #expect(meaning("POLYGON " + String(repeating: "(", count: 100_000)) == nil)
  }
}

/// A random shape in two spellings.
private struct RandomShape {
  private(set) var spelling: String
  private(set) var otherSpelling: String

  init(using generator: inout SeededGenerator) {
    (spelling, otherSpelling) = Self.shape(depth: 0, using: &generator)
  }

  private static func shape(
    depth: Int, using generator: inout SeededGenerator
  ) -> (String, String) {
    switch Int.random(in: 0...(depth < 3 ? 5 : 4), using: &generator) {
    case 0: return ("POINT EMPTY", " point  empty ")
    case 1:
      let (one, other) = position(using: &generator)
      return ("POINT (\(one))", "point(\(other))")
    case 2:
      let parts = several(using: &generator) { position(using: &$0) }
      return ("MULTIPOINT (\(parts.0.joined(separator: ", ")))", bracketed(parts.1))
    case 3:
      let parts = several(using: &generator) { position(using: &$0) }
      return ("LINESTRING (\(parts.0.joined(separator: ",")))", "LineString( \(joined(parts.1)) )")
    case 4:
      let parts = several(using: &generator) { position(using: &$0) }
      return ("POLYGON ((\(parts.0.joined(separator: ","))))", "POLYGON((\(joined(parts.1))))")
    default:
      let parts = several(using: &generator) { shape(depth: depth + 1, using: &$0) }
      return (
        "GEOMETRYCOLLECTION (\(parts.0.joined(separator: ", ")))",
        "GeometryCollection(\(joined(parts.1)))"
      )
    }
  }

  private static func several(
    using generator: inout SeededGenerator,
    _ part: (inout SeededGenerator) -> (String, String)
  ) -> ([String], [String]) {
    let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in part(&generator) }
    return (parts.map(\.0), parts.map(\.1))
  }

  private static func position(using generator: inout SeededGenerator) -> (String, String) {
    let numbers = (0..<2).map { _ in
      generator.once(in: 2)
        ? Double(Int.random(in: -180...180, using: &generator))
        : Double.random(in: -180...180, using: &generator)
    }
    return (
      numbers.map { "\($0)" }.joined(separator: " "),
      numbers.map { number in
        Double(Int(number)) == number ? "\(Int(number))" : "\(number)e0"
      }.joined(separator: "\t ")
    )
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: " ,\n") }

  private static func bracketed(_ parts: [String]) -> String {
    "MultiPoint(\(joined(parts.map { "(\($0))" })))"
  }
}
