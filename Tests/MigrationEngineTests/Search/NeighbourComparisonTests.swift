internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// How lists of neighbours are compared.
@Suite struct NeighbourComparisonTests {
  private func list(_ neighbours: (Int64, Double)...) -> [Neighbour] {
    neighbours.map { Neighbour(.int64($0), score: $1) }
  }

  @Test func `the same neighbours in another order are the same`() {
    let comparison = NeighbourComparison(
      list((1, 0), (2, 0.5), (3, 0.7)), list((1, 0), (3, 0.7), (2, 0.5)))
    #expect(comparison.shared == 3 && comparison.ties == 0)
    #expect(comparison.overlap == 1)
    #expect(comparison.onlyFirst.isEmpty && comparison.onlySecond.isEmpty)
  }

  @Test func `one as near in the place of another is a tie, not a loss`() {
    let comparison = NeighbourComparison(
      list((1, 0), (2, 0.5)), list((1, 0), (9, 0.500_001)))
    #expect(comparison.shared == 1 && comparison.ties == 1)
    #expect(comparison.overlap == 1)
  }

  @Test func `one farther away in the place of another is a loss on the second side`() {
    let comparison = NeighbourComparison(
      list((1, 0), (2, 0.5)), list((1, 0), (9, 0.6)))
    #expect(comparison.ties == 0 && comparison.overlap == 0.5)
    #expect(comparison.onlyFirst == list((2, 0.5)))
    #expect(comparison.onlySecond == list((9, 0.6)))
  }

  @Test func `each tie takes one neighbour of the other side`() {
    let comparison = NeighbourComparison(
      list((1, 0.5), (2, 0.5), (3, 0.5)), list((4, 0.5), (5, 0.9), (6, 0.5)))
    #expect(comparison.ties == 2)
    #expect(comparison.onlyFirst == list((3, 0.5)) && comparison.onlySecond == list((5, 0.9)))
    #expect(abs(comparison.overlap - 2.0 / 3) < 1e-12)
  }

  @Test func `a tie is measured at the largest score`() {
    #expect(NeighbourComparison(list((1, 1e6)), list((2, 1e6 + 5))).ties == 1)
    #expect(NeighbourComparison(list((1, 1e-6)), list((2, 2e-6))).ties == 0)
  }

  @Test func `what a short list lacks is lost`() {
    let comparison = NeighbourComparison(list((1, 0), (2, 1), (3, 2), (4, 3)), list((1, 0)))
    #expect(comparison.overlap == 0.25)
    #expect(comparison.onlyFirst.map(\.key) == [.int64(2), .int64(3), .int64(4)])
    #expect(NeighbourComparison([], list((1, 0))).overlap == 0)
  }

  @Test func `two empty lists agree`() {
    #expect(NeighbourComparison([], []).overlap == 1)
  }

  @Test func `a doubled key counts once`() {
    let comparison = NeighbourComparison(list((1, 0), (1, 0), (2, 1)), list((1, 0), (2, 1)))
    #expect(comparison.shared == 2 && comparison.overlap == 1)
  }

  @Test func `neighbours that could not be measured are never ties`() {
    let comparison = NeighbourComparison(
      list((1, 0.5), (2, .nan)), list((1, 0.5), (3, .nan)))
    #expect(comparison.ties == 0 && comparison.overlap == 0.5)
  }
}
