internal import Testing

@testable internal import ZillizCloud

@Suite struct ClusterListingTests {
  private func page(_ ids: Range<Int>, count: Int? = nil) throws -> CloudEnvelope {
    let clusters = ids.map { #"{"clusterId":"in01-\#($0)"}"# }.joined(separator: ",")
    let text =
      count.map { #"{"code":0,"data":{"count":\#($0),"clusters":[\#(clusters)]}}"# }
      ?? #"{"code":0,"data":[\#(clusters)]}"#
    return try #require(CloudEnvelope(Array(text.utf8)))
  }

  private func number(_ listing: ClusterListing) -> String? {
    listing.query(region: nil).first { $0.name == "currentPage" }?.value
  }

  @Test func `pages are asked for until all have come that are counted`() throws {
    var listing = ClusterListing()
    #expect(number(listing) == "1")
    let isTaken = listing.take(try page(0..<100, count: 130))
    #expect(isTaken)
    #expect(listing.isOpen && number(listing) == "2")
    _ = listing.take(try page(100..<130, count: 130))
    #expect(!listing.isOpen && listing.clusters.count == 130)
  }

  @Test func `where nothing is counted a page that is not full is the last`() throws {
    var listing = ClusterListing()
    _ = listing.take(try page(0..<100))
    #expect(listing.isOpen)
    _ = listing.take(try page(100..<103))
    #expect(!listing.isOpen && listing.clusters.count == 103)
  }

  @Test func `a service that repeats itself is not asked for ever`() throws {
    var listing = ClusterListing()
    _ = listing.take(try page(0..<100, count: 500))
    _ = listing.take(try page(0..<100, count: 500))
    #expect(!listing.isOpen && listing.clusters.count == 100)
  }

  @Test func `a service that counts more than it has is not asked for ever`() throws {
    var listing = ClusterListing()
    _ = listing.take(try page(0..<3, count: 4))
    #expect(listing.isOpen)
    _ = listing.take(try page(3..<3, count: 4))
    #expect(!listing.isOpen && listing.clusters.count == 3)
  }

  @Test func `a cluster that moved to the next page comes once`() throws {
    var listing = ClusterListing()
    _ = listing.take(try page(0..<100, count: 101))
    _ = listing.take(try page(99..<101, count: 101))
    #expect(listing.clusters.map(\.id).count == 101)
  }

  @Test func `an answer without a list is not taken`() throws {
    var listing = ClusterListing()
    let answer = try #require(CloudEnvelope(Array(#"{"code":0,"data":"no"}"#.utf8)))
    let isTaken = listing.take(answer)
    #expect(!isTaken)
  }
}
