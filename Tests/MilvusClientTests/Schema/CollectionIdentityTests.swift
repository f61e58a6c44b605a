internal import MilvusClient
internal import Testing

struct CollectionIdentityTests {
  private static let known = CollectionIdentity(id: 7, createdTimestamp: 100)

  @Test(arguments: [
    (CollectionIdentity(id: 7, createdTimestamp: 100), true),
    (CollectionIdentity(id: 8, createdTimestamp: 100), false),
    (CollectionIdentity(id: 7, createdTimestamp: 101), false),
    (CollectionIdentity(id: 0, createdTimestamp: 100), true),
    (CollectionIdentity(id: 0, createdTimestamp: 101), false),
    (CollectionIdentity(id: 8, createdTimestamp: 0), false),
    (CollectionIdentity(id: 0, createdTimestamp: 0), true),
  ])
  func `only what both know tells collections apart`(other: CollectionIdentity, mayBe: Bool) {
    #expect(Self.known.mayBe(other) == mayBe)
    #expect(other.mayBe(Self.known) == mayBe)
  }
}
