internal import Testing

@testable internal import MilvusClient

/// What a server is, by what it tells, what it hides, and what was said of it.
@Suite struct IdentityFactsTests {
  private static let stated = KnownServer(ServerVersion(2, 3, 5), by: .stated)
  private static let lite = KnownServer(ServerVersion(2, 5, 1, isLite: true), by: .installed)
  private static let assumed = KnownServer(.assumed, by: .assumed)
  private static let early = KnownServer(
    ServerVersion(2, 3, 0, isAssumed: true), by: .answers)

  private static func told(_ major: Int, _ minor: Int, _ patch: Int? = nil) -> KnownServer {
    KnownServer(
      patch.map { ServerVersion(major, minor, $0) } ?? ServerVersion(major, minor), by: .version)
  }

  @Test(
    arguments: [
      (IdentityFacts(told: "v2.3.5"), .known(told(2, 3, 5))),
      (IdentityFacts(told: "", tags: "v2.3.5"), .known(told(2, 3, 5))),
      (IdentityFacts(told: "2.4", tags: "2.4.9"), .known(told(2, 4, 9))),
      (IdentityFacts(told: "v2.2.16", given: stated), .known(told(2, 2, 16))),
      (IdentityFacts(told: "2.3", tags: "2.3", given: stated), .known(stated)),
      (IdentityFacts(told: "a34a9d6", tags: "a34a9d6", given: stated), .known(stated)),
      (IdentityFacts(told: "a34a9d6", tags: "a34a9d6"), .byAnswers(otherwise: assumed)),
      (IdentityFacts(told: nil, tags: ""), .byAnswers(otherwise: assumed)),
      (IdentityFacts(told: "2.2-testing", tags: "2.2-testing"), .byAnswers(otherwise: early)),
      (IdentityFacts(told: nil, tags: "", given: stated), .unlessLite(stated)),
      (IdentityFacts(told: nil, tags: "", given: lite), .known(lite)),
    ] as [(IdentityFacts, IdentityFacts.Verdict)])
  func `what is told outweighs what was said, and answers what is hidden`(
    facts: IdentityFacts, verdict: IdentityFacts.Verdict
  ) {
    #expect(facts.verdict == verdict)
  }

  @Test(
    arguments: [
      (IdentityFacts(told: "v2.3.5"), true),
      (IdentityFacts(told: "v2.3.5", given: stated), false),
      (IdentityFacts(told: "2.3", given: stated), true),
      (IdentityFacts(told: "v2.3.5", given: stated, isOfCloud: true), true),
    ] as [(IdentityFacts, Bool)])
  func `a server is introduced to unless all is known`(facts: IdentityFacts, isOpen: Bool) {
    #expect(facts.isOpen == isOpen)
  }

  @Test func `the text is the one that tells most`() {
    #expect(IdentityFacts(told: "2.4", tags: "v2.4.9-gpu").text == "v2.4.9-gpu")
    #expect(IdentityFacts(told: "v2.4.9", tags: "main").text == "v2.4.9")
    #expect(IdentityFacts(told: "a34a9d6", tags: "").text == "a34a9d6")
    #expect(IdentityFacts(told: nil, tags: nil).text == "")
  }
}
