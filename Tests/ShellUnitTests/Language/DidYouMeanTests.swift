internal import Testing

@testable internal import Shell

@Suite struct DidYouMeanTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1),
    ("kitten", "sitting", 3), ("mgirate", "migrate", 1), ("ca", "abc", 3), ("", "ab", 2),
  ])
  func `slips are counted`(one: String, other: String, expected: Int) {
    #expect(DidYouMean.distance(Array(one), Array(other), limit: 5) == expected)
    #expect(DidYouMean.distance(Array(other), Array(one), limit: 5) == expected)
  }

  @Test func `only the nearest words count, and only near ones`() {
    let words = ["docs_v2", "docs_v1", "docs", "images", "dcos_v3"]
    #expect(
      DidYouMean.candidates(for: "docs_v3", among: words) == ["dcos_v3", "docs_v1", "docs_v2"])
    #expect(DidYouMean.candidates(for: "dosc", among: words) == ["docs"])
    #expect(DidYouMean.candidates(for: "zzz", among: words).isEmpty)
    #expect(DidYouMean.candidates(for: "DOCS", among: words) == ["docs"])
  }

  @Test func `a short word is not taken for every other one`() {
    #expect(DidYouMean.candidates(for: "ab", among: ["xy", "ax"]) == ["ax"])
  }

  @Test func `a single letter is no misspelling`() {
    #expect(DidYouMean.candidates(for: "y", among: [".", "x"]).isEmpty)
  }

  @Test func `a name far from all is none of them, and its beginning is some`() {
    let known = ["docs_v2", "docs_v1", "images"]
    #expect(DidYouMean.names(for: "nothing", among: known).isEmpty)
    #expect(DidYouMean.names(for: "docs", among: known) == ["docs_v1", "docs_v2"])
    #expect(DidYouMean.names(for: "imagse", among: known) == ["images"])
  }

  @Test func `the phrase reads as a sentence`() {
    #expect(DidYouMean.phrase([]) == nil)
    #expect(DidYouMean.phrase(["a"]) == "did you mean a?")
    #expect(DidYouMean.phrase(["a", "b", "c"]) == "did you mean a, b or c?")
  }
}
