using System.Reflection;
using System.Text.Encodings.Web;
using AutoCrm.Hosting;
using Fluid;
using Fluid.Values;

namespace QuickStart.Report;

/// <summary>Writes the report: a self-contained HTML file that needs no network.</summary>
public sealed class ReportFile(CrmSession crm, IServiceProvider services, Outcome outcome)
{
    private static readonly FluidParser Parser = new();

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var customers = await new CustomerPages(crm, services, outcome.Statistics).ReadAsync(cancellationToken);
        var page = Parser.Parse(Resource("report.liquid"));
        var context = new TemplateContext(ReportModel.Of(outcome, services), new TemplateOptions { MemberAccessStrategy = new UnsafeMemberAccessStrategy() });
        context.SetValue("css", new StringValue(Resource("report.css"), encode: false));
        context.SetValue("js", new StringValue(Resource("report.js"), encode: false));
        // Fluid ignores case: a value named "customers" would stand in place of the number Customers.
        context.SetValue("customers_json", new StringValue(customers, encode: false));
        await File.WriteAllTextAsync(path, await page.RenderAsync(context, HtmlEncoder.Default), cancellationToken);
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
