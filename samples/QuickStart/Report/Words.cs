using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Texts;

namespace QuickStart.Report;

/// <summary>Stages, codes and reasons in the words of the report's language.</summary>
public sealed class Words(Wording text, IServiceProvider services)
{
    private readonly ReasonText reasons = services.GetRequiredService<ReasonText>();

    /// <summary>The texts.</summary>
    public Wording Text => text;

    /// <summary>A stage, such as "At risk".</summary>
    public string Of(Stage stage) => text.Word("stage", stage.Name);

    /// <summary>The sentence of a reason.</summary>
    public string Of(Reason reason) => reasons.Render(reason, text.Culture);
}
