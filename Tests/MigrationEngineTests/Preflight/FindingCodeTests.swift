internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct FindingCodeTests {
  @Test(arguments: Finding.Code.allCases)
  func `a code is check and the name of its case`(code: Finding.Code) {
    #expect(code.rawValue == "check.\(code)")
  }

  @Test func `every code is expected by some test`() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    var named: Set<Substring> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let words = try String(contentsOf: file, encoding: .utf8)
        .split { !$0.isLetter && $0 != "." }
      named.formUnion(
        words.filter { $0.contains(".") }.compactMap { $0.split(separator: ".").last })
    }
    #expect(Finding.Code.allCases.filter { !named.contains("\($0)"[...]) } == [])
  }

  @Test(arguments: ["server", "status", "capacity"])
  func `a collection is told from an end of its name`(name: String) {
    let subject = Finding.Subject.collection(CollectionAddress(name: ServerName(name)))
    #expect(subject.isCollection && subject.description == "default.\(name)")
    #expect(Finding.Subject.collection(CollectionAddress(name: "docs")).description == "docs")
    #expect(Finding.Subject.server.description == "server" && !Finding.Subject.server.isCollection)
  }
}
