using System.Diagnostics.CodeAnalysis;
using System.Resources;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.Network;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Hosting;

/// <summary>States what a host wants of AutoCrm. What is not stated has its default.</summary>
public sealed class AutoCrmBuilder
{
    /// <summary>The plug-in that is being configured.</summary>
    private IAutoCrmPlugin? configuring;

    internal AutoCrmBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services, for adapters and plug-ins that bring services of their own.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The plug-ins added so far.</summary>
    public IReadOnlyList<IAutoCrmPlugin> Plugins => [.. Services.Select(service => service.ImplementationInstance).OfType<IAutoCrmPlugin>()];

    /// <summary>Sets options for all of AutoCrm.</summary>
    public AutoCrmBuilder Configure(Action<AutoCrmOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sets the spans of time by which value is counted.</summary>
    public AutoCrmBuilder ConfigureValue(Action<ValueOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>States that an adapter keeps everything. Adapters call it first; a host has one store.</summary>
    /// <param name="name">The adapter's name, such as <c>SQLite</c>.</param>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public AutoCrmBuilder UseStore(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Services.FirstOrDefault(service => service.ServiceType == typeof(ChosenStore))?.ImplementationInstance is ChosenStore chosen)
        {
            throw new InvalidOperationException($"Two stores are chosen, {chosen.Name} and {name}; keep one of them.");
        }

        Services.AddSingleton(new ChosenStore(name));
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
        if (Plugins.FirstOrDefault(known => known.Name == plugin.Name) is { } known)
        {
            throw new InvalidOperationException(
                $"The plug-in '{plugin.Name}' is added twice, as version {known.Version} and {plugin.Version}; keep one of them.");
        }

        Services.AddSingleton(plugin);
        var outer = configuring;
        configuring = plugin;
        try
        {
            plugin.Configure(this);
        }
        finally
        {
            configuring = outer;
        }

        return this;
    }

    /// <summary>Adds a section to the assessment of every customer.</summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    /// <typeparam name="TAssessor">The assessor; it is made by the service container, once.</typeparam>
    /// <param name="definition">The definition; its name is that of the plug-in, a point, and that of the section, such as <c>coffee.habit</c>.</param>
    /// <exception cref="ArgumentException">The name has no point; names without one are those of AutoCrm itself.</exception>
    public AutoCrmBuilder AddAssessment<T, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAssessor>(AssessmentDefinition<T> definition)
        where T : class
        where TAssessor : class, IAssessor<T>
    {
        CheckName(definition);
        Services.TryAddSingleton<TAssessor>();
        AddPart(definition, provider => new OwnPart<T>(definition, provider.GetRequiredService<TAssessor>()));
        return this;
    }

    /// <summary>Adds a section that is ranked among all customers.</summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    /// <typeparam name="TMeasure">What customers are ranked by.</typeparam>
    /// <typeparam name="TAssessor">The assessor; it is made by the service container, once.</typeparam>
    /// <param name="definition">The definition; its name is that of the plug-in, a point, and that of the section, such as <c>coffee.rank</c>.</param>
    /// <exception cref="ArgumentException">The name has no point; names without one are those of AutoCrm itself.</exception>
    public AutoCrmBuilder AddRankedAssessment<T, TMeasure, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAssessor>(AssessmentDefinition<T> definition)
        where T : class
        where TAssessor : class, IPopulationAssessor<T, TMeasure>
    {
        CheckName(definition);
        Services.TryAddSingleton<TAssessor>();
        AddPart(definition, provider => new RankedPart<T, TMeasure>(definition, provider.GetRequiredService<TAssessor>()));
        return this;
    }

    /// <summary>Adds a section to the profiles of customers, which is loaded where a host includes it.</summary>
    /// <typeparam name="T">The type of the section.</typeparam>
    /// <typeparam name="TSection">What loads it; it is made by the service container, once in a scope.</typeparam>
    public AutoCrmBuilder AddProfileSection<T, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSection>()
        where T : class
        where TSection : class, IProfileSection<T>
    {
        Services.TryAddScoped<IProfileSection<T>, TSection>();
        return this;
    }

    /// <summary>Assesses customers by this lifecycle in place of <see cref="LifecycleDefinition.Automotive"/>.</summary>
    public AutoCrmBuilder UseLifecycle(LifecycleDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Use(new LifecycleBasis(definition));
    }

    /// <summary>
    /// Adds stages, transitions and effects to the lifecycle of the host. Several plug-ins may do so, and the host itself: what they add is put together
    /// in the order of these calls and validated when the host starts.
    /// </summary>
    /// <param name="extend">Adds to the lifecycle as it is with what was added before.</param>
    public AutoCrmBuilder ExtendLifecycle(Action<LifecycleBuilder> extend)
    {
        ArgumentNullException.ThrowIfNull(extend);
        Services.AddSingleton(new LifecycleContribution(configuring is null ? "host" : $"{configuring.Name}@{configuring.Version}", extend));
        return this;
    }

    /// <summary>Matches source records with this matcher in place of the deterministic one.</summary>
    public AutoCrmBuilder UseMatcher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMatcher>()
        where TMatcher : class, ICustomerMatcher
    {
        Services.Replace(ServiceDescriptor.Singleton<ICustomerMatcher, TMatcher>());
        return this;
    }

    /// <summary>Forecasts future value with this model in place of the margin multiple.</summary>
    public AutoCrmBuilder UseValueModel(IValueModel model) => Use(model);

    /// <summary>Cuts the base into tiers by this policy in place of <see cref="TierPolicy.Abc"/>.</summary>
    public AutoCrmBuilder UseTiers(ITierPolicy policy) => Use(policy);

    /// <summary>Measures recency, frequency and monetary value by this measure in place of <see cref="RfmMeasure"/>.</summary>
    public AutoCrmBuilder UseRfmMeasure(IRfmMeasure measure) => Use(measure);

    /// <summary>Converts amounts in other currencies than the base currency at these rates.</summary>
    public AutoCrmBuilder UseExchangeRates(IExchangeRates rates) => Use(rates);

    /// <summary>Puts golden records together by these rules in place of taking the most recent value of each field.</summary>
    public AutoCrmBuilder UseSurvivorship(ISurvivorship survivorship) => Use(survivorship);

    /// <summary>Adds texts for the reasons and terms of a plug-in; the registered <see cref="ReasonText"/> looks there first.</summary>
    /// <param name="texts">The string resources; a reason's code names its template, <c>term.X</c> the word for the term X.</param>
    public AutoCrmBuilder AddReasonTexts(ResourceManager texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Services.AddSingleton(texts);
        return this;
    }

    /// <summary>Adds an aggregate, which every store keeps by its definition.</summary>
    /// <param name="definition">The definition; its name is that of the plug-in, a point, and that of the aggregate, such as <c>work.case</c>.</param>
    /// <exception cref="ArgumentException">The name has no point; names without one are those of AutoCrm itself.</exception>
    public AutoCrmBuilder AddAggregate(AggregateDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!definition.Name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{definition.Name}' cannot name an aggregate of a plug-in; expected the name of the plug-in, a point, and that of the aggregate, such as work.case.",
                nameof(definition));
        }

        Register(definition);
        return this;
    }

    /// <summary>Adds personal data that is held elsewhere than in an aggregate of a customer; it is exported and erased with the person's.</summary>
    /// <typeparam name="T">What exports and erases it; it is made by the service container, once in a scope.</typeparam>
    public AutoCrmBuilder AddPersonalData<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, IPersonalData
    {
        Services.TryAddEnumerable(ServiceDescriptor.Scoped<IPersonalData, T>());
        return this;
    }

    /// <summary>Adds a kind of events.</summary>
    public AutoCrmBuilder AddEventKind(EventKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (!Services.Any(service => ReferenceEquals(service.ImplementationInstance, kind)))
        {
            Services.AddSingleton(kind);
        }

        return this;
    }

    /// <summary>
    /// Adds an interchange file. At its level it is read after those of AutoCrm, in the order of registration; the same definition given twice counts
    /// once. Two definitions of one name are refused when the host starts.
    /// </summary>
    /// <param name="definition">The definition; its name is that of the file and of its part of <c>mapping.json</c>.</param>
    public AutoCrmBuilder AddImportFile(ImportFileDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Register(definition);
        return this;
    }

    /// <summary>Adds a message: a type of domain events that may leave through the outbox.</summary>
    /// <param name="definition">The definition; its type begins with the name of the plug-in, such as <c>work.case-escalated.v1</c>.</param>
    public AutoCrmBuilder AddMessage(MessageDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Register(definition);
        return this;
    }

    private static void CheckName(AssessmentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!definition.Name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{definition.Name}' cannot name a section of a plug-in; expected the name of the plug-in, a point, and that of the section, such as coffee.habit.",
                nameof(definition));
        }
    }

    private void AddPart(AssessmentDefinition definition, Func<IServiceProvider, AssessmentPart> part)
    {
        if (!Services.Any(service => ReferenceEquals(service.ImplementationInstance, definition)))
        {
            Services.AddSingleton(definition);
            Services.AddSingleton(part);
        }
    }

    internal void AddCoreAggregates()
    {
        Register<AggregateDefinition>(Customer.Definition);
        Register<AggregateDefinition>(Household.Definition);
        Register<AggregateDefinition>(Vehicle.Definition);
        Register<AggregateDefinition>(Outlet.Definition);
    }

    private void Register<TDefinition>(TDefinition definition)
        where TDefinition : class
    {
        if (!Services.Any(service => ReferenceEquals(service.ImplementationInstance, definition)))
        {
            Services.AddSingleton(definition);
        }
    }

    private AutoCrmBuilder Use<T>(T instance)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(instance);
        Services.Replace(ServiceDescriptor.Singleton(instance));
        return this;
    }
}
