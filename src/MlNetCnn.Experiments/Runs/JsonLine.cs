using System.Text;
using System.Text.Json;

namespace MlNetCnn.Experiments;

/// <summary>Where a member stands in JSON that was read before.</summary>
internal static class JsonLine
{
    /// <summary>The line, from 1, of a member of an object that is itself a member of the whole.</summary>
    public static int Of(string json, string parent, string member)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var isInParent = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1)
                isInParent = reader.ValueTextEquals(parent);
            else if (isInParent && reader.CurrentDepth == 2 && reader.ValueTextEquals(member))
                break;
        }
        return 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
    }
}
