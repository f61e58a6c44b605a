#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Which kinds of Zilliz Cloud clusters can be migrated to which, as its documentation says.
struct CompatibilityMatrix: Decodable, Equatable {
  /// One cell.
  struct Pair: Decodable, Equatable {
    let source: ClusterKind
    let target: ClusterKind
    let supported: Bool
    /// What to do instead; cells that are supported have none.
    let wayOut: String?
  }

  /// What the document calls it.
  let name: String
  /// When the document said so.
  let date: String
  /// The document.
  let source: String
  let pairs: [Pair]

  /// The matrix that this program was built with.
  ///
  /// - Throws: `DecodingError` if the data file is damaged, which a test excludes.
  static func builtIn() throws -> CompatibilityMatrix {
    try JSONDecoder().decode(
      CompatibilityMatrix.self, from: Data(PackageResources.compatibility_matrix_json))
  }

  /// The cell of two kinds; nil where the matrix does not know one of them.
  func pair(_ source: ClusterKind, _ target: ClusterKind) -> Pair? {
    pairs.first { $0.source == source && $0.target == target }
  }
}
