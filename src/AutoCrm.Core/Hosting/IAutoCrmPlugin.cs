namespace AutoCrm.Hosting;

/// <summary>
/// An extension that a host adds with one line. It may add event kinds, assessors, stages, matchers, value models and readers, and whatever
/// services those need.
/// </summary>
public interface IAutoCrmPlugin
{
    /// <summary>The plug-in's name, unique within a host.</summary>
    string Name { get; }

    /// <summary>The plug-in's version.</summary>
    Version Version { get; }

    /// <summary>Registers what the plug-in adds.</summary>
    void Configure(AutoCrmBuilder builder);
}
