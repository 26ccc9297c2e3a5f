using System.Text;

namespace AutoCrm.Docs.Tests;

/// <summary>Keeps what one piece of work prints apart from what the rest of the process prints.</summary>
internal sealed class CapturedConsole(TextWriter rest) : TextWriter
{
    private static readonly AsyncLocal<StringBuilder?> Printed = new();

    public override Encoding Encoding => rest.Encoding;

    public static string Of(Action work)
    {
        lock (Printed)
        {
            var console = Console.Out;
            var printed = Printed.Value = new StringBuilder();
            Console.SetOut(new CapturedConsole(console));
            try
            {
                work();
                return printed.ToString();
            }
            finally
            {
                Printed.Value = null;
                Console.SetOut(console);
            }
        }
    }

    public override void Write(char value)
    {
        if (Printed.Value is { } printed)
        {
            printed.Append(value);
        }
        else
        {
            rest.Write(value);
        }
    }
}
