using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Hosting;

/// <summary>States what a host wants of AutoCrm. What is not stated has its default.</summary>
public sealed class AutoCrmBuilder
{
    private readonly List<IAutoCrmPlugin> plugins = [];
    private readonly List<EventKind> eventKinds = [];

    internal AutoCrmBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services, for adapters and plug-ins that bring services of their own.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The plug-ins added so far.</summary>
    public IReadOnlyList<IAutoCrmPlugin> Plugins => plugins;

    internal IReadOnlyList<EventKind> EventKinds => eventKinds;

    /// <summary>Sets options for all of AutoCrm.</summary>
    public AutoCrmBuilder Configure(Action<AutoCrmOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Adds a plug-in.</summary>
    /// <exception cref="InvalidOperationException">A plug-in of that name has been added before.</exception>
    public AutoCrmBuilder AddPlugin<TPlugin>()
        where TPlugin : IAutoCrmPlugin, new() => AddPlugin(new TPlugin());

    /// <inheritdoc cref="AddPlugin{TPlugin}()"/>
    public AutoCrmBuilder AddPlugin(IAutoCrmPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        if (plugins.Find(known => known.Name == plugin.Name) is { } known)
        {
            throw new InvalidOperationException(
                $"The plug-in '{plugin.Name}' is added twice, as version {known.Version} and {plugin.Version}; keep one of them.");
        }

        plugins.Add(plugin);
        plugin.Configure(this);
        return this;
    }

    /// <summary>Adds a kind of events.</summary>
    public AutoCrmBuilder AddEventKind(EventKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        eventKinds.Add(kind);
        return this;
    }
}
