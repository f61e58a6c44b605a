internal import Foundation
internal import JobJournal
internal import Testing

struct JournalLockTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `a second writer is refused and told who the first is`() async throws {
    let folder = fixture.folder
    let lock = try JournalLock.acquire(folder: folder)
    let error = await expect(.locked) { _ = try JournalLock.acquire(folder: folder) }
    #expect(error?.message == "the journal \"\(folder)\" is in use by process \(getpid())")
    #expect(JournalLock.holder(folder: folder) == getpid())
    lock.release()
  }

  @Test func `a lock that is released or let go is free`() throws {
    let folder = fixture.folder
    #expect(JournalLock.holder(folder: folder) == nil)
    let lock = try JournalLock.acquire(folder: folder)
    lock.release()
    lock.release()
    #expect(JournalLock.holder(folder: folder) == nil)
    _ = try JournalLock.acquire(folder: folder)
    #expect(JournalLock.holder(folder: folder) == nil)
  }

  @Test func `what a child that is being made has of a lock does not keep it`() throws {
    let lock = try JournalLock.acquire(folder: fixture.folder)
    let child = DescriptorCopies(below: fixture.folder)
    #expect(child.count == 1)
    lock.release()
    #expect(JournalLock.holder(folder: fixture.folder) == nil)
    child.close()
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")),
    .timeLimit(.minutes(5)))
  func `a lock is another process's until that is killed`() async throws {
    let folder = fixture.folder
    try JournalLock.acquire(folder: folder).release()
    let holder = Process()
    let (input, output) = (Pipe(), Pipe())
    holder.executableURL = URL(fileURLWithPath: "/bin/sh")
    holder.arguments = [
      "-c", "exec 9>>\"$0\" && flock 9 && echo $$ >\"$0\" && echo held && read -r line",
      folder + "/journal.lock",
    ]
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    #expect(JournalLock.holder(folder: folder) == holder.processIdentifier)
    let error = await expect(.locked) { _ = try JournalLock.acquire(folder: folder) }
    #expect(error?.message.hasSuffix("in use by process \(holder.processIdentifier)") == true)
    kill(holder.processIdentifier, SIGKILL)
    holder.waitUntilExit()
    #expect(JournalLock.holder(folder: folder) == nil)
    try JournalLock.acquire(folder: folder).release()
  }
}
