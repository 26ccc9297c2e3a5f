using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Texts;

namespace QuickStart.Report;

/// <summary>Writes <c>report.html</c>: a self-contained page that needs no network.</summary>
public sealed class ReportFile(CrmSession crm, IServiceProvider services, Settings settings, ReportLimits limits)
{
    private const string ScriptPrefix = "js_";

    private static readonly FluidParser Parser = new();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly JsonSerializerOptions ScriptTexts = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var words = new Words(settings.Text, services);
        var outlets = await EveryOutlet.ReadNamesAsync(services, limits, cancellationToken);
        var customers = await new CustomerPages(crm, services, words, limits).ReadAsync(outcome.Statistics, outlets, cancellationToken);
        var stages = services.GetRequiredService<LifecycleDefinition>().Stages;
        var model = new ReportModelBuilder(words, limits, outlets, stages).Build(outcome, customers);
        var context = new TemplateContext(model, new TemplateOptions { MemberAccessStrategy = new UnsafeMemberAccessStrategy() });
        var texts = All(settings.Text);
        context.SetValue("t", FluidValue.Create(texts, context.Options));
        context.SetValue("lang", settings.Text.Culture.Name);
        context.SetValue("css", new StringValue(Resource("report.css"), encode: false));
        context.SetValue("js", new StringValue(Resource("report.js"), encode: false));
        context.SetValue("texts_json", new StringValue(ForScript(texts), encode: false));
        // Fluid ignores case: a value named "customers" would stand in place of the number Customers.
        context.SetValue("customers_json", new StringValue(customers.Json, encode: false));
        await File.WriteAllTextAsync(
            Path.Combine(settings.Output, "report.html"), await Parser.Parse(Resource("report.liquid")).RenderAsync(context, Html), cancellationToken);
    }

    private string ForScript(Dictionary<string, string> texts)
    {
        var own = texts.Where(text => text.Key.StartsWith(ScriptPrefix, StringComparison.Ordinal) || text.Key.StartsWith("col_", StringComparison.Ordinal))
            .ToDictionary(text => text.Key.Replace(ScriptPrefix, "", StringComparison.Ordinal), text => text.Value);
        own["store"] = limits.Shorten(settings.Store.ShortName);
        return JsonSerializer.Serialize(own, ScriptTexts);
    }

    /// <summary>All texts by name, in the language of the report.</summary>
    private static Dictionary<string, string> All(Wording text)
    {
        var names = Wording.Resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return names.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).ToDictionary(name => name, name => text[name]);
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
