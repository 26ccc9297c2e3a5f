using System.Resources;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Hosting.InMemory;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers AutoCrm with a host.</summary>
public static class AutoCrmServiceCollectionExtensions
{
    /// <summary>
    /// Adds AutoCrm. With nothing else said it keeps everything in memory, takes the time from the system's clock, and follows the automotive
    /// defaults. What was registered is validated when the host starts. It may be called several times, as by the modules of a host: what each call
    /// states adds up.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">States what the host wants otherwise.</param>
    public static IServiceCollection AddAutoCrm(this IServiceCollection services, Action<AutoCrmBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new AutoCrmBuilder(services);
        configure?.Invoke(builder);
        if (services.Any(service => service.ServiceType == typeof(RegisteredPorts)))
        {
            return services;
        }

        services.AddOptions<AutoCrmOptions>()
            .Validate(
                options => Currency.TryParse(options.BaseCurrency, out _),
                "AutoCrmOptions.BaseCurrency is not an ISO 4217 currency code; expected one such as CNY or EUR.")
            .Validate(
                options => options.DefaultCountry is { Length: 2 } country && country.All(char.IsAsciiLetterUpper),
                "AutoCrmOptions.DefaultCountry is not an ISO 3166-1 alpha-2 country code; expected two capital letters such as CN or DE.")
            .Validate(
                options => MessageDefinitions.IsSource(options.MessageSource),
                "AutoCrmOptions.MessageSource is not a URI reference; expected one such as /autocrm or https://example.com/crm.")
            .Validate(options => options.CommitAttempts is >= 1 and <= 1000, "AutoCrmOptions.CommitAttempts is out of range; expected 1 to 1,000.")
            .ValidateOnStart();
        AddValueOptions(services);
        services.TryAddSingleton(provider => new EventKinds(provider.GetServices<EventKind>()));
        services.TryAddSingleton<Loggers>();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        builder.AddCoreAggregates();
        services.TryAddSingleton<AggregateDefinitions>();
        services.TryAddSingleton(provider => new MessageDefinitions(
            () => [.. CoreMessages.List(), .. provider.GetServices<MessageDefinition>()],
            provider.GetRequiredService<IClock>(),
            OptionsOf(provider).MessageSource));
        services.TryAddSingleton(provider => new EventValidator(new Lazy<EventKinds>(provider.GetRequiredService<EventKinds>), provider.GetRequiredService<IClock>()));
        services.TryAddTransient(typeof(Deferred<>));
        InMemoryRegistration.AddInMemoryStores(services);
        ImportRegistration.AddImport(services, provider => OptionsOf(provider).DefaultCountry);
        AddIdentity(services);
        AddAssessment(services);
        services.TryAddSingleton(provider => new HomeCountry(OptionsOf(provider).DefaultCountry));
        services.TryAddSingleton(provider => new ReasonText(provider.GetServices<ResourceManager>()));
        services.TryAddScoped<IPrivacyService, PrivacyService>();
        services.TryAddScoped<CrmSession>();
        services.TryAddSingleton(new RegisteredPorts(services));
        services.TryAddSingleton<StartupValidation>();
        services.AddHostedService(provider => provider.GetRequiredService<StartupValidation>());
        return services;
    }

    /// <summary>
    /// Adds a hosted service that resolves identities and assesses the base by a schedule, each night by default. A run that fails is logged, and the next one is
    /// due as scheduled. Several hosts of one store may have it; what one has done, the next finds done.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">States the schedule and what a run does.</param>
    public static IServiceCollection AddAutoCrmNightlyRun(this IServiceCollection services, Action<NightlyRunOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<NightlyRunOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NightlyRunOptions>, NightlyRunValidation>());
        services.AddHostedService<NightlyRun>();
        return services;
    }

    private static void AddValueOptions(IServiceCollection services)
    {
        services.AddOptions<ValueOptions>()
            .Validate(
                options => options.RfmWindowMonths is >= 1 and <= ValueOptions.LongestYears * 12,
                $"ValueOptions.RfmWindowMonths is out of range; expected 1 to {ValueOptions.LongestYears * 12}.")
            .Validate(
                options => options.MarginWindowYears is >= 1 and <= ValueOptions.LongestYears,
                $"ValueOptions.MarginWindowYears is out of range; expected 1 to {ValueOptions.LongestYears}.")
            .Validate(
                options => options.EstablishedAfterYears is >= 1 and <= ValueOptions.LongestYears,
                $"ValueOptions.EstablishedAfterYears is out of range; expected 1 to {ValueOptions.LongestYears}.")
            .ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<ValueOptions>>().Value);
    }

    private static AutoCrmOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<AutoCrmOptions>>().Value;

    private static void AddIdentity(IServiceCollection services)
    {
        services.TryAddSingleton<ICustomerMatcher, DeterministicMatcher>();
        services.TryAddSingleton<ISurvivorship>(_ => Survivorship.MostRecent);
        services.TryAddScoped<IIdentityService, IdentityService>();
        services.TryAddScoped<IIdentityResolution, IdentityResolution>();
    }

    private static void AddAssessment(IServiceCollection services)
    {
        services.TryAddSingleton(_ => new LifecycleBasis(LifecycleDefinition.Automotive));
        services.TryAddSingleton(provider => LifecycleContribution.Compose(
            provider.GetRequiredService<LifecycleBasis>().Definition, [.. provider.GetServices<LifecycleContribution>()]));
        services.TryAddSingleton<ILifecycle, LifecycleAssessor>();
        services.TryAddSingleton<IExchangeRates, NoExchangeRates>();
        services.TryAddSingleton<IValueModel>(_ => new MarginMultipleModel());
        services.TryAddSingleton<ITierPolicy>(_ => TierPolicy.Abc);
        services.TryAddSingleton(provider => Currency.Of(OptionsOf(provider).BaseCurrency));
        services.TryAddSingleton<IRfmMeasure, RfmMeasure>();
        services.TryAddSingleton<ValueAssessor>();
        services.TryAddSingleton<TierAssessor>();
        services.TryAddSingleton(provider => new AssessmentDefinitions([.. CoreAssessments.List(), .. provider.GetServices<AssessmentDefinition>()]));
        services.TryAddSingleton(provider => new CustomerAssessor(
            provider.GetRequiredService<AssessmentDefinitions>(), [.. CoreAssessments.ListParts(provider), .. provider.GetServices<AssessmentPart>()]));
        services.TryAddSingleton<IAssessmentService, AssessmentService>();
        services.TryAddScoped<ICustomerSearch, CustomerSearch>();
        services.TryAddScoped<ICustomerProfiles, CustomerProfiles>();
    }
}
