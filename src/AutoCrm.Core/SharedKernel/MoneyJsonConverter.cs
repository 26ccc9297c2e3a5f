using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes money as <c>{"amount":1280.50,"currency":"CNY"}</c>, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        decimal? amount = null;
        string? code = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Money is an object with 'amount' and 'currency'.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "amount":
                    amount = reader.GetDecimal();
                    break;
                case "currency":
                    code = reader.GetString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return amount is { } value && Currency.TryParse(code, out var currency)
            ? new Money(value, currency)
            : throw new JsonException($"Money needs an amount and a currency of ISO 4217; got '{amount}' in '{code}'.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber("amount", value.Amount);
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }
}
