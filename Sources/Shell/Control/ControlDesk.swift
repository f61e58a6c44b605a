internal import Foundation
internal import MigrationEngine
internal import MilvusClient

/// Does with the jobs of this process what other processes of the same user ask for.
struct ControlDesk: Sendable {
  let session: ShellSession

  /// Serves requests while the body runs, from the first job on; one that has begun is finished.
  func serving<Result: Sendable>(_ body: () async -> Result) async -> Result {
    let result = await withTaskGroup(of: Void.self) { group in
      group.addTask { await serve() }
      let result = await body()
      group.cancelAll()
      return result
    }
    // What the last request has started.
    await session.startedEngine?.pauseAll()
    return result
  }

  private func serve() async {
    for await _ in session.jobStarts { break }
    guard !Task.isCancelled, let socket = openedSocket() else { return }
    await withTaskCancellationHandler {
      for await call in socket.calls {
        // A job that was paused to be canceled may have been all that the process waited for.
        call.answer(await Task { await answer(to: call.request) }.value)
      }
    } onCancel: {
      socket.end()
    }
  }

  /// The socket in the first folder that takes one.
  private func openedSocket() -> ControlSocket? {
    for folder in session.controlFolders {
      if let socket = ControlSocket(folder: folder) { return socket }
    }
    return nil
  }

  /// Does what is asked for and says what came of it.
  func answer(to request: Data) async -> Data {
    var answer = ControlAnswer()
    do {
      try await obey(try JSONDecoder().decode(ControlRequest.self, from: request))
    } catch {
      let report = Report(error)
      answer = ControlAnswer(message: report.message, hint: report.hint, code: report.code)
    }
    return (try? JSONEncoder().encode(answer)) ?? Data()
  }

  private func obey(_ request: ControlRequest) async throws {
    let job = JobID(rawValue: request.job)
    let isHere = await session.engine.runningJobs().contains(job)
    switch request.deed {
    case .pause where request.isOneOfAll && !isHere: break
    case .resume where request.isOneOfAll && isHere: break
    case .pause: try await session.engine.pause(job, now: request.now)
    case .resume: try await resume(job, request)
    case .cancel: try await cancel(job, request)
    case .rate: try await session.engine.limit(job, to: request.bytesPerSecond)
    }
  }

  private func resume(_ job: JobID, _ request: ControlRequest) async throws {
    try session.permitWrites(confirmedBy: request.confirm)
    let source = try session.openCluster(.source).cluster
    let target = try session.openCluster(.target).cluster
    var execution: JobExecution?
    if let wish = request.execution {
      execution = try await session.execution(wish, from: source, to: target)
    }
    let rate = request.liftsRate ? .off : request.bytesPerSecond.map { RateChoice($0) }
    try await session.hintingAtRate(of: job, rate) {
      try await session.engine.resume(
        job, from: source, to: target, parallel: request.parallel, rate: rate,
        maxRejects: request.maxRejects,
        amendment: PlanAmendment(
          dropsAliases: request.dropsAliases, dropsIndexes: request.dropsIndexes),
        jobsAtOnce: request.jobsAtOnce ?? Engine.usualJobs, by: execution)
    }
    session.leave([job])
  }

  private func cancel(_ job: JobID, _ request: ControlRequest) async throws {
    if request.drop { try session.permitWrites(confirmedBy: request.confirm) }
    try await session.engine.cancel(
      job, dropOn: request.drop ? try session.openCluster(.target).cluster : nil,
      releaseOn: Side.allCases.compactMap { session.cluster($0)?.cluster })
    session.names.expire(.target)
  }
}

extension ShellSession {
  /// Seconds that another process may take: it lets calls in flight end first.
  private static let patience = 30

  /// Asks the process that runs the jobs of this state folder to do something with one.
  ///
  /// - Throws: What that process said, or `UsageError.processSilent`.
  func steer(_ request: ControlRequest, by process: Int32) async throws {
    let data = try JSONEncoder().encode(request)
    let answer: Data?
    do {
      answer = try await ControlSocket.ask(
        data, of: process, in: controlFolders, patience: Self.patience)
    } catch {
      throw UsageError(
        .processSilent,
        "process \(process) has not answered within \(Self.patience) s, and may still do it",
        hint: "status \(request.job)")
    }
    guard let answer, let said = try? JSONDecoder().decode(ControlAnswer.self, from: answer) else {
      throw UsageError(
        .processSilent,
        "process \(process) runs the jobs of this state folder, and takes no requests",
        hint: "kill \(process) pauses them at a checkpoint")
    }
    if let failure = said.failure(of: process) { throw failure }
  }
}
