using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MlNetCnn.Experiments.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Pruning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Halving",
                table: "Runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PauseAfter",
                table: "Runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PrunedAfter",
                table: "Runs",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Halving",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "PauseAfter",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "PrunedAfter",
                table: "Runs");
        }
    }
}
