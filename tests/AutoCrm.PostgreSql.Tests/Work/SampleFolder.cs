using AutoCrm.SampleData;

namespace AutoCrm.PostgreSql.Tests.Work;

/// <summary>The files of the made-up dealer group, in a temporary folder.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-sample-").FullName;

    public SampleFolder(int customers) => DealerGroup.Write(folder, new DealerGroupOptions { Customers = customers });

    public string Path => folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
