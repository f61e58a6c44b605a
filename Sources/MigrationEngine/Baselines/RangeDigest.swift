internal import MilvusClient
internal import RangeTransfer

/// What the rows of a key range hold, in a number: the same in whatever order and parts they are read.
///
/// The digests of the rows, each of 128 bits, are added up, so that no two rows cancel each other.
struct RangeDigest: Sendable, Equatable {
  private(set) var rows = 0
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  /// Adds a row.
  mutating func add(_ row: RowDigest) {
    rows += 1
    high &+= row.whole.high
    low &+= row.whole.low
  }

  /// The digest in 64 bits, which is what a file has room for.
  var value: UInt64 {
    var hash = ContentHash()
    hash.add(high)
    hash.add(low)
    return hash.value
  }
}

/// A key range as it was read, or a part of it.
struct DigestedRange: Sendable {
  let chunk: Chunk
  var digest = RangeDigest()
  var bytes = 0
  /// Its rows one by one, where they are wanted.
  var rows: [RowDigest] = []
}

extension Verifier {
  /// Reads a key range of the source and digests it; JSON counts by what it means, because not every
  /// server keeps its form.
  func digest(
    _ chunk: Chunk, _ readers: ChunkReaders, _ columns: [ServerName], keepsRows: Bool
  ) async throws -> DigestedRange {
    var found = DigestedRange(chunk: chunk)
    try await readers.inParts(chunk) { part in
      let page = try await readers.left.read(part, isLevel: part.isLevel)
      let rows = try page.rowDigests(columns: columns, jsonByMeaning: true)
      for row in rows { found.digest.add(row) }
      found.bytes += page.byteCount
      if keepsRows { found.rows += rows }
    }
    return found
  }

  /// Runs the body while the one collection that is looked at can be read: one of the target is
  /// loaded for that, one of the source has to be loaded.
  func whileReadable<R: Sendable>(
    _ noteLoading: @escaping () -> Void, _ body: () async throws -> R
  ) async throws -> R {
    guard source.side == .source else {
      return try await temporaryLoad(noteLoading).whileLoaded(body)
    }
    try await requireLoadedSource()
    return try await body()
  }
}
