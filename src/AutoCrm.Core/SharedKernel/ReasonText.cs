using System.Globalization;
using System.Resources;
using System.Text;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Turns reasons into sentences: looks the template up by the reason's code in string resources and fills in the
/// values. AutoCrm ships English and Simplified Chinese (<c>zh-CN</c>); a plug-in brings its own resources.
/// </summary>
public sealed class ReasonText
{
    private readonly IReadOnlyList<ResourceManager> resources;

    /// <summary>Looks templates up in these resources first, then in AutoCrm's own.</summary>
    public ReasonText(params IEnumerable<ResourceManager> resources) =>
        this.resources = [.. resources, new ResourceManager("AutoCrm.SharedKernel.Reasons", typeof(ReasonText).Assembly)];

    /// <summary>AutoCrm's own templates alone.</summary>
    public static ReasonText Default { get; } = new();

    /// <summary>The sentence of a reason in a language. A code without a template is written out with its values.</summary>
    public string Render(Reason reason, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var template = Template(reason.Code, culture);
        if (template is null)
        {
            return $"{reason.Code}({string.Join(", ", reason.Values.Select(value => $"{value.Name}={value.Value}"))})";
        }

        var text = new StringBuilder(template);
        foreach (var (name, value) in reason.Values)
        {
            text.Replace("{" + name + "}", Term(value, culture));
        }

        return text.ToString();
    }

    /// <summary>A value that is itself a term, such as a stage or an event kind, has a resource of its own.</summary>
    private string Term(string value, CultureInfo culture) => Template("term." + value, culture) ?? Terms(value, culture);

    /// <summary>Several terms, such as the events that a period counts from, or a number with its unit.</summary>
    private string Terms(string value, CultureInfo culture)
    {
        if (value.Split(", ") is [.. var first, var last] && first.Length > 0)
        {
            var terms = first.Select(item => Template("term." + item, culture) ?? item);
            return string.Join(Template("list.comma", culture), terms) + Template("list.or", culture) + (Template("term." + last, culture) ?? last);
        }

        return value.Split(' ') is [var number, var unit] && Template("term." + unit, culture) is { } translated ? $"{number} {translated}" : value;
    }

    private string? Template(string code, CultureInfo culture)
    {
        foreach (var manager in resources)
        {
            if (manager.GetString(code, culture) is { } template)
            {
                return template;
            }
        }

        return null;
    }
}
