internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A page of keys shrinks until it fits, and grows again.
struct PageSizeTests {
  @Test func `it halves down to one key`() {
    var size = PageSize(first: 16_384, most: 16_384)
    var limits = [size.limit]
    while size.limit > 1 {
      size.exceeds(size.limit)
      limits.append(size.limit)
    }
    #expect(limits == (0...14).reversed().map { 1 << $0 })
    size.exceeds(1)
    #expect(size.limit == 1)
  }

  @Test func `pages that were asked for at once and are all too large halve it once`() {
    var size = PageSize(first: 1000, most: 1000)
    for _ in 0..<5 { size.exceeds(1000) }
    #expect(size.limit == 500)
  }

  @Test func `what fits for a while is doubled, to the most there is`() {
    var size = PageSize(first: 1000, most: 1000)
    size.exceeds(1000)
    size.exceeds(500)
    for _ in 0..<7 { size.fits(keys: 10, bytes: 80) }
    #expect(size.limit == 250)
    size.fits(keys: 10, bytes: 80)
    #expect(size.limit == 500)
    for _ in 0..<100 { size.fits(keys: 10, bytes: 80) }
    #expect(size.limit == 1000)
  }

  @Test func `a page that is too large begins the waiting anew`() {
    var size = PageSize(first: 100, most: 100)
    size.exceeds(100)
    for _ in 0..<7 { size.fits(keys: 10, bytes: 80) }
    size.exceeds(50)
    for _ in 0..<7 { size.fits(keys: 10, bytes: 80) }
    #expect(size.limit == 25)
  }

  @Test func `short keys make large pages after the first, long ones small pages`() {
    var size = PageSize(first: 16_384, most: 262_144)
    size.fits(keys: 16_384, bytes: 16_384 * 8)
    #expect(size.limit == 262_144)
    size.fits(keys: 262_144, bytes: 262_144 * 1024)
    #expect(size.limit == 16_384)
    size.fits(keys: 10, bytes: 10 * (1 << 20))
    #expect(size.limit == 16)
    size.fits(keys: 1, bytes: 100 << 20)
    #expect(size.limit == 1)
    size.fits(keys: 0, bytes: 0)
    #expect(size.limit == 1)
  }

  @Test func `after a refusal a page of long keys does not grow beyond its bytes`() {
    var size = PageSize(first: 1000, most: 1000)
    size.exceeds(1000)
    for _ in 0..<100 { size.fits(keys: 400, bytes: 400 * (Self.share / 600)) }
    #expect(size.limit == 600)
  }

  private static let share = PageSize.bytes
}
