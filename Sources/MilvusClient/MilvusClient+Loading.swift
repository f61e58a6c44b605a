internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Whether a collection, or one of its partitions, is loaded.
  ///
  /// A collection counts as loaded as soon as one partition is: ask for each.
  public func loadState(
    of collection: CollectionAddress, partition: ServerName? = nil
  ) async throws(MilvusError) -> LoadState {
    let attempt = "cannot ask for the load state of collection \"\(collection)\""
    let answer: WireGetLoadStateResponse = try await call(
      "GetLoadState", collection.loadStateRequest(partition), attempt: attempt)
    guard let state = LoadState(number: answer.state) else {
      throw MilvusError(.unexpectedAnswer, "\(attempt): state \(answer.state) is not known")
    }
    return state
  }

  /// The load state; one that is being loaded is given 5 s to get there.
  ///
  /// On busy cores Milvus 2.3.5 tells that also of what was loaded long ago, for a moment.
  public func settledLoadState(
    of collection: CollectionAddress, partition: ServerName? = nil
  ) async throws(MilvusError) -> LoadState {
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
      let state = try await loadState(of: collection, partition: partition)
      guard state == .loading, ContinuousClock.now < deadline else { return state }
      try await wait(.milliseconds(200), for: collection)
    }
  }

  /// Asks the server to load a collection, and does not wait for it.
  public func load(
    _ collection: CollectionAddress, replicas: Int = 1
  ) async throws(MilvusError) {
    let request = WireLoadCollectionRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.replicaNumber = Int32(clamping: replicas)
    }
    let _: WireStatus = try await call(
      "LoadCollection", request, timeout: slowTimeout,
      attempt: "cannot load collection \"\(collection)\"")
  }

  /// Asks the server to load some partitions, and does not wait for it.
  public func loadPartitions(
    _ names: [ServerName], of collection: CollectionAddress
  ) async throws(MilvusError) {
    let attempt = "cannot load partitions of collection \"\(collection)\""
    try await demand(.loadPartitions, attempt)
    let request = WireLoadPartitionsRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.partitionNames = names.map(\.text)
      $0.replicaNumber = 1
    }
    let _: WireStatus = try await call(
      "LoadPartitions", request, timeout: slowTimeout, attempt: attempt)
  }

  /// Takes a collection out of memory.
  public func release(_ collection: CollectionAddress) async throws(MilvusError) {
    let _: WireStatus = try await call(
      "ReleaseCollection", collection.request, timeout: slowTimeout,
      attempt: "cannot release collection \"\(collection)\"")
  }

  /// Takes some partitions out of memory.
  public func releasePartitions(
    _ names: [ServerName], of collection: CollectionAddress
  ) async throws(MilvusError) {
    let attempt = "cannot release partitions of collection \"\(collection)\""
    try await demand(.loadPartitions, attempt)
    let request = WireReleasePartitionsRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.partitionNames = names.map(\.text)
    }
    let _: WireStatus = try await call(
      "ReleasePartitions", request, timeout: slowTimeout, attempt: attempt)
  }

  /// How much of a collection is in memory, in percent; 0 for a released one.
  public func loadingProgress(of collection: CollectionAddress) async throws(MilvusError) -> Int {
    do {
      let answer: WireGetLoadingProgressResponse = try await call(
        "GetLoadingProgress", collection.loadStateRequest(nil),
        attempt: "cannot ask how far collection \"\(collection)\" is loaded")
      return Int(answer.progress)
    } catch let error where error.code == .notLoaded {
      return 0
    }
  }

  /// Loads a collection and waits until all of it can be queried.
  ///
  /// Suspends as long as the server needs; cancellation ends the wait, not the loading.
  public func loadAndWait(
    _ collection: CollectionAddress, pollEvery: Duration = .milliseconds(500),
    onProgress: (Int) -> Void = { _ in }
  ) async throws(MilvusError) {
    try await load(collection)
    while true {
      let progress = try await loadingProgress(of: collection)
      onProgress(progress)
      if progress >= 100, try await isWhollyLoaded(collection) { break }
      try await wait(pollEvery, for: collection)
    }
    try await waitUntilReadable(collection)
  }

  /// Whether a collection is loaded, and each of its partitions.
  public func isWhollyLoaded(_ collection: CollectionAddress) async throws(MilvusError) -> Bool {
    guard try await loadState(of: collection) == .loaded else { return false }
    // Whoever may not list partitions is told the state of the collection alone.
    let names = try await unlessRefused { () async throws(MilvusError) in
      try await partitions(of: collection)
    }
    return try await loadStates(of: collection, partitions: names ?? [])
      .allSatisfy { $0 == .loaded }
  }

  /// The states of some partitions, in their order.
  public func loadStates(
    of collection: CollectionAddress, partitions names: [ServerName]
  ) async throws(MilvusError) -> [LoadState] {
    try await inOrder(names) { name throws(MilvusError) in
      try await loadState(of: collection, partition: name)
    }
  }

  /// Asks; nil if the server does not know the question, or the user may not ask it.
  func unlessRefused<R>(
    _ question: () async throws(MilvusError) -> R
  ) async throws(MilvusError) -> R? {
    do throws(MilvusError) {
      return try await question()
    } catch {
      guard error.isUnknownQuestion || error.code == .permissionDenied else { throw error }
      return nil
    }
  }

  func wait(
    _ time: Duration, for collection: CollectionAddress
  ) async throws(MilvusError) {
    do {
      try await Task.sleep(for: time)
    } catch {
      throw MilvusError(
        .cancelled, "cannot wait for collection \"\(collection)\": cancelled", cause: error)
    }
  }
}

extension CollectionAddress {
  fileprivate func loadStateRequest(_ partition: ServerName?) -> WireLoadStateRequest {
    .with {
      $0.dbName = database.text
      $0.collectionName = name.text
      $0.partitionNames = partition.map { [$0.text] } ?? []
    }
  }
}
