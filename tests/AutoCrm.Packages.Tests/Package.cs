using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace AutoCrm.Packages.Tests;

/// <summary>A package as it would be published.</summary>
public sealed class Package(string path)
{
    private readonly Dictionary<string, byte[]> files = Unpack(path);

    public IReadOnlyCollection<string> Files => files.Keys;

    public XElement Metadata => XDocument.Parse(Text(Files.Single(file => file.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!.Elements().Single();

    /// <summary>What it depends on, in the order of the nuspec.</summary>
    public IReadOnlyList<(string Id, string Version)> Dependencies =>
        [.. Metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value))];

    public string? this[string element] => Metadata.Elements().SingleOrDefault(one => one.Name.LocalName == element)?.Value;

    public byte[] Bytes(string file) => files[file];

    public string Text(string file)
    {
        using var reader = new StreamReader(new MemoryStream(files[file]));
        return reader.ReadToEnd();
    }

    /// <summary>Whether the same sources give the same assembly.</summary>
    public bool IsDeterministic(string assembly)
    {
        using var reader = new PEReader(new MemoryStream(files[assembly]));
        return reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    /// <summary>The paths of the sources, as the package of symbols names them.</summary>
    public IReadOnlyList<string> SourcesOf(string symbols)
    {
        using var package = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(files[symbols]));
        var reader = package.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    private static Dictionary<string, byte[]> Unpack(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
