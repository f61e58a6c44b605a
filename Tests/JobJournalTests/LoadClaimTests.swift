internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import JobJournal

/// What was loaded for a while is known until it is released, whoever has died meanwhile.
struct LoadClaimTests {
  private let scratch: Scratch
  private var folder: String { scratch.path(of: "state") }

  init() throws {
    scratch = try Scratch()
  }

  private func claim(_ name: String, on place: String = "http://a:1") -> LoadClaim {
    LoadClaim(
      LoadClaim.Subject(place: place, database: "default", collection: name), side: "target",
      owner: "verify", at: Date(timeIntervalSince1970: 0))
  }

  private func abandoned() -> [String] {
    LoadClaims(folder: folder).abandoned().map(\.subject.collection)
  }

  @Test func `a claim is somebody's while its process holds it, and abandoned afterwards`() throws {
    var claims: LoadClaims? = LoadClaims(folder: folder)
    try claims?.add(claim("docs"))
    #expect(abandoned().isEmpty)
    #expect(claims?.abandoned().isEmpty == true)
    claims = nil
    #expect(abandoned() == ["docs"])
  }

  @Test func `what a child that is being made has of a claim does not keep it`() throws {
    let claims = LoadClaims(folder: folder)
    try claims.add(claim("docs"))
    let child = DescriptorCopies(below: folder)
    #expect(child.count == 1)
    claims.abandon(claim("docs").subject)
    #expect(abandoned() == ["docs"])
    child.close()
  }

  @Test func `a claim that is settled is gone`() throws {
    let claims = LoadClaims(folder: folder)
    try claims.add(claim("docs"))
    try claims.settle(claim("docs").subject)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/claims").isEmpty)
  }

  @Test func `what was loaded of a file ends with its process, and a changed property does not`()
    throws
  {
    var claims: LoadClaims? = LoadClaims(folder: folder)
    var altered = claim("texts", on: "/files/x.db")
    altered.subject.property = "ttl"
    for claim in [claim("docs", on: "/files/x.db"), claim("images"), altered] {
      try claims?.add(claim)
    }
    try LoadClaims(folder: folder).sweep()
    let files = { try FileManager.default.contentsOfDirectory(atPath: folder + "/claims").count }
    #expect(try files() == 3)
    claims = nil
    #expect(abandoned().sorted() == ["images", "texts"])
    try LoadClaims(folder: folder).sweep()
    #expect(try files() == 2)
    #expect(abandoned().sorted() == ["images", "texts"])
  }

  @Test func `what could not be released is left behind`() throws {
    let claims = LoadClaims(folder: folder)
    try claims.add(claim("docs"))
    claims.abandon(claim("docs").subject)
    #expect(abandoned() == ["docs"])
    try LoadClaims(folder: folder).settle(claim("docs").subject)
    #expect(abandoned().isEmpty)
  }

  @Test func `another process's claim is not settled, and neither is another collection's`() throws
  {
    let other = LoadClaims(folder: folder)
    try other.add(claim("docs"))
    let claims = LoadClaims(folder: folder)
    try claims.add(claim("docs", on: "http://b:1"))
    claims.abandon(claim("docs", on: "http://b:1").subject)
    try claims.settle(claim("docs").subject)
    #expect(abandoned() == ["docs"])
    other.abandon(claim("docs").subject)
    #expect(abandoned() == ["docs", "docs"])
  }

  @Test func `a claim that is disowned is gone, whoever holds it, and its holder learns of it`()
    throws
  {
    let (claims, subject) = (LoadClaims(folder: folder), claim("docs").subject)
    try claims.add(claim("docs"))
    try claims.add(claim("texts"))
    #expect(!claims.isDisowned(subject))
    try LoadClaims(folder: folder).disown(subject)
    #expect(claims.isDisowned(subject))
    #expect(!claims.isDisowned(claim("texts").subject))
    try claims.settle(subject)
    #expect(!claims.isDisowned(subject))
    claims.abandon(claim("texts").subject)
    #expect(abandoned() == ["texts"])
  }

  @Test func `names are told apart by their bytes`() {
    #expect(claim("caf\u{e9}").subject != claim("cafe\u{301}").subject)
  }

  @Test func `a state folder that is no folder is an error, and holds no claims`() throws {
    try Data().write(to: URL(fileURLWithPath: folder))
    let claims = LoadClaims(folder: folder)
    #expect(throws: JournalError.self) { try claims.add(claim("docs")) }
    #expect(claims.abandoned().isEmpty)
  }

  @Test func `a file that is no claim is passed over`() throws {
    let path = folder + "/claims"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: path + "/odd.json"))
    #expect(abandoned().isEmpty)
  }
}
