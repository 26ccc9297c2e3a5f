using System.Text.Encodings.Web;
using System.Text.Json;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace CustomAdapter.Files;

/// <summary>How documents are written: as AutoCrm writes JSON everywhere, indented for people who look into the files.</summary>
internal static class StoreJson
{
    public static JsonSerializerOptions For(EventKinds kinds) => new(AutoCrmJson.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new EventJsonConverter(kinds) },
    };
}
