/// The commands that talk to a cluster or steer a job, in the order of `help`.
enum ClusterCommands {
  static let all: [any ShellCommand.Type] = [
    ConnectionOpen.self, ConnectionClose.self, DatabaseUse.self, LoginOpen.self, LoginClose.self,
    ProfileList.self, ProfileShow.self, ProfileSave.self, ProfileSet.self, ProfileRemove.self,
    CollectionList.self, DatabaseList.self, PartitionList.self, IndexList.self, AliasList.self,
    ClusterList.self, ProjectList.self,
    CollectionDescribe.self, CollectionCount.self, CollectionCompare.self, ClusterDescribe.self,
    ServerDescribe.self,
    MigrationCheck.self, MigrationStart.self,
    JobShow.self, JobList.self, JobAttach.self, JobWait.self, JobPause.self, JobResume.self,
    JobCancel.self, JobRate.self, JobForget.self,
    CollectionLoad.self, CollectionRelease.self, ContentVerify.self,
    ContentBaseline.self, ContentRepair.self, ContentSync.self,
    AliasSwitch.self, CollectionDrop.self, CollectionRename.self,
  ]
}
