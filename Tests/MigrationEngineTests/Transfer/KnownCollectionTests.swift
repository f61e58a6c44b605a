internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

struct KnownCollectionTests {
  private let address = CollectionAddress(name: "docs")
  private let first = CollectionIdentity(id: 7, createdTimestamp: 100)

  private func known(_ identity: CollectionIdentity?) -> KnownCollection {
    KnownCollection(side: .target, address: address, identity: identity)
  }

  @Test func `the same collection, or one of which nothing was known, is no objection`() {
    #expect(known(first).objection(to: (address, first)) == nil)
    #expect(known(nil).objection(to: (address, first)) == nil)
  }

  @Test func `what is gone is said`() {
    #expect(
      known(nil).objection(to: nil)
        == "the target collection \"docs\" is gone: it was dropped since the job first saw it")
  }

  @Test func `a name that is an alias now is said`() {
    let other = CollectionAddress(name: "docs_2")
    #expect(
      known(first).objection(to: (other, first))
        == "the target collection \"docs\" is gone, and its name is an alias of \"docs_2\" now")
  }

  @Test func `one that was made anew is said, with both numbers if they differ`() {
    let words = "the target collection \"docs\" is another one than the job first saw: "
    let remade = CollectionIdentity(id: 8, createdTimestamp: 200)
    #expect(
      known(first).objection(to: (address, remade))
        == words + "it was dropped and made anew (its id was 7 and is 8)")
    let later = CollectionIdentity(id: 7, createdTimestamp: 200)
    #expect(
      known(first).objection(to: (address, later)) == words + "it was dropped and made anew")
  }
}
