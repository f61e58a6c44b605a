/// The pages of a list of clusters, put together.
///
/// It is pure. The list is *open* until as many clusters have come as the service counts, a page
/// brought no new one, or, where nothing is counted, a page was not full.
struct ClusterListing {
  /// The greatest page of the service.
  private static let pageSize = 100

  private(set) var clusters: [CloudCluster] = []
  private(set) var isOpen = true
  private var page = 1
  private var known: Set<String> = []

  /// What to ask for the next page.
  func query(region: String?) -> [(name: String, value: String)] {
    let place = region.map { [("region", $0)] } ?? []
    return [("pageSize", String(Self.pageSize)), ("currentPage", String(page))] + place
  }

  /// Takes the answer to the question; returns false if it holds no list.
  mutating func take(_ answer: CloudEnvelope) -> Bool {
    guard let elements = answer.list("clusters") else { return false }
    let fresh = elements.compactMap(CloudCluster.init).filter { known.insert($0.id).inserted }
    clusters += fresh
    page += 1
    if fresh.isEmpty {
      isOpen = false
    } else if let count = answer.data["count"].integer {
      isOpen = clusters.count < count
    } else {
      isOpen = elements.count >= Self.pageSize
    }
    return true
  }
}
