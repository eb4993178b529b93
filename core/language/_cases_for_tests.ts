/**
 * Questions over tables of our own, and what each must be read as: the reading's summary, and the chart in brackets.
 *
 * @module
 */
import { customers, medals, movies, orders, passengers, penguins, sales } from "./_tables_for_tests.ts";
import type { ReadableTable } from "./read_question.ts";

/** Tables, and lines of `question => reading`. */
export const CASES: readonly (readonly [readonly ReadableTable[], string])[] = [
  [
    [passengers],
    `
    How many rows? => the number of rows
    how many passengers older than 60 survived? => the number of rows where "Age" is above 60 and "Survived" is "1"
    average fare by class and sex => the average Fare by Pclass and Sex
    what is the survival rate by sex? => the percentage of rows where "Survived" is "1" by Sex
    How many women were there? => the number of rows where "Sex" is "female"
    mean and standard deviation of age => the average Age, standard deviation of Age
    average salary by class => refused: unknown_column
    how many passengers have no cabin? => the number of rows where "Cabin" is missing
    percentage of passengers who survived => the percentage of rows where "Survived" is "1"
    how many passengers did not survive? => the number of rows where "Survived" is not "1"
    average age of women in first class => the average Age where "Sex" is "female" and "Pclass" is equal to 1
    how many male passengers in class 3? => the number of rows where "Sex" is "male" and "Pclass" is equal to 3
    what percentage of women survived? => the percentage of rows where "Survived" is "1", among those where "Sex" is "female"
    what is the highest fare? => the maximum Fare
    average fare of survivors => the average Fare where "Survived" is "1"
    average fare for those who did not survive => the average Fare where "Survived" is not "1"
    how many passengers embarked at S? => the number of rows where "Embarked" is "S"
    count of passengers by class => the count by Pclass
    distribution of age => the count by Age (from) [histogram]
    histogram of fare => the count by Fare (from) [histogram]
    fare by age => the average Fare by Age
    scatter plot of age and fare => "Age" against "Fare" [scatter]
    scatter age vs fare colored by sex => "Age" against "Fare" against "Sex" [grouping scatter]
    correlation between age and fare => the correlation of Age and Fare
    standard deviation of fare by class => the standard deviation of Fare by Pclass
    first 3 rows => the first 3 rows
    show the last 5 rows => the last 5 rows
    list the names of female passengers => "Name" where "Sex" is "female"
    passengers in cabin C85 => the rows where "Cabin" is "C85"
    missing values in age => the number of rows where "Age" is missing
    which column has the most missing values? => the column with the most missing values
    which columns have missing values? => the columns that have missing values
    what percentage of values is missing in the Cabin column? => the percentage of rows where "Cabin" is missing
    percentage of missing values in Age and Cabin => the percentage of missing values of "Age", "Cabin"
    how many missing values are there in each column? => the number of missing values of each column
    average age of male passengers by class => the average Age by Pclass where "Sex" is "male"
    minimum, maximum and mean fare => the minimum Fare, maximum Fare, average Fare
    unique values of embarked => the different Embarked
    percentage of female passengers => the percentage of rows where "Sex" is "female"
    survival rate => the percentage of rows where "Survived" is "1"
    mode of class => the most common Pclass
    75th percentile of fare => the third quartile of Fare
    passengers with fare above average => the rows where "Fare" is above its average
    passengers aged 20 or older => the rows where "Age" is at least 20
    pie chart of passengers by class => the count by Pclass [pie]
    average height by class => refused: unknown_column
  `,
  ],
  [
    [sales],
    `
    average revenue by region => the average Revenue by Region
    top 5 products by total sales in 2023 => the 5 "Product" with the highest total Revenue where "Order Date" is in 2023
    plot revenue by month => the total Revenue by Order Date (month)
    which region sold most? => the "Region" with the highest total Revenue
    total revenue => the total Revenue
    average profit by region => refused: unknown_column
    monthly revenue for the North region => the total Revenue by Order Date (month) where "Region" is "North"
    how many different products? => the different Product
    revenue in February 2023 => the total Revenue where "Order Date" is in February 2023
    orders with revenue over 200 => the rows where "Revenue" is above 200
    which product has the highest unit price? => the "Product" with the highest "Unit Price"
    average unit price per category => the average Unit Price by Category
    total revenue in 2023 by region, sorted from high to low => the total Revenue by Region where "Order Date" is in 2023, ordered by total Revenue from high to low
    how many orders after March 2023? => the number of rows where "Order Date" is from 2023-04-01 on
    number of orders by product as a pie chart => the count by Product [pie]
    list all products => "Product"
    total revenue by month in 2023 => the total Revenue by Order Date (month) where "Order Date" is in 2023
    revenue by quarter => the total Revenue by Order Date (quarter)
    revenue per year => the total Revenue by Order Date (year)
    yearly revenue by region => the total Revenue by Order Date (year) and Region
    line chart of revenue over time => the total Revenue by Order Date [line]
    bar chart of revenue by product => the total Revenue by Product [bar]
    stacked bar of revenue by region and category => the total Revenue by Region and Category [stacked bar]
    average quantity by product and region => the average Quantity by Product and Region
    which month had the highest revenue? => the Order Date (month) with the highest total Revenue
    cheapest product => the "Product" with the lowest "Unit Price"
    most expensive product => the "Product" with the highest "Unit Price"
    orders in 2022 => the rows where "Order Date" is in 2022
    orders before 2023 => the rows where "Order Date" is before 2023-01-01
    orders since March 2023 => the rows where "Order Date" is from 2023-03-01 on
    how many orders were there in February 2023? => the number of rows where "Order Date" is in February 2023
    number of products in each category => the count by Category
    regions with total revenue above 500 => the "Region" whose total Revenue is above 500
    categories with more than 2 orders => the "Category" whose number of rows is above 2
    total revenue excluding sofas => the total Revenue where "Product" is not "Sofa"
    share of revenue by region => each share of the total Revenue by Region, in percent
    max revenue by category => the maximum Revenue by Category
    which region has more revenue, North or West? => which of "North" and "West" has the higher Revenue
    average of revenue divided by quantity => the average Revenue divided by Quantity
    running total of revenue => the running total Revenue along Order Date
    revenue by weekday => the total Revenue by Order Date (weekday)
    units sold by region => the total Quantity by Region
    qty by category => the total Quantity by Category
    avg rev by region => the average Revenue by Region
    what was the revenue on 2023-02-20? => the total Revenue where "Order Date" is on 2023-02-20
    first order => the first row
    order with the highest quantity => the rows with the highest "Quantity"
    how many orders were not in January or February? => the number of rows where "Order Date" is not in month 1 and "Order Date" is not in month 2
    average order revenue by region => the average Revenue by Region
    revenue versus category => the total Revenue by Category
  `,
  ],
  [
    [movies],
    `
    gross by genre => clarify
    which movie has the highest rating? => the "Title" with the highest "Rating"
    longest movie by Ana Ruiz => the "Title" with the highest "Running Time" where "Director" is "Ana Ruiz"
    who directed Red Moon? => "Director" where "Title" is "Red Moon"
    scatter plot of rating vs running time colored by genre => "Rating" against "Running Time" against "Genre" [grouping scatter]
    average rating of action movies after 2005 => the average Rating where "Genre" is "Action" and "Year" is from 2006 on
    flurble the wug snorp => refused: not_understood
    Is Red Moon longer than Night Train? => "Red Moon" has a higher "Running Time" than "Night Train"
    which director made the most movies? => the "Director" with the highest count
    how many movies did Tom Berg direct? => the number of rows where "Director" is "Tom Berg"
    average gross by country => clarify
    top 3 movies by rating => the 3 "Title" with the highest "Rating"
    films not from Spain => the rows where "Country" is not "Spain"
    what is the difference between the highest and lowest rating? => the difference between the highest and the lowest "Rating"
    which is longer, Red Moon or Night Train? => which of "Red Moon" and "Night Train" has the higher Running Time
    what film came after Red Moon? => the "Title" in the row after the one where "Title" is "Red Moon"
    how many movies have a rating of at least 7.8? => the number of rows where "Rating" is at least 7.8
    rating vs running time => "Rating" against "Running Time" [scatter]
    distribution of genres => the count by Genre [bar]
    average rating => the average Rating
    how many films per genre? => the count by Genre
    drama films => the rows where "Genre" is "Drama"
    action or drama films after 2010 => the rows where "Genre" is "Action" or "Drama" and "Year" is from 2011 on
    films by Tom Berg => the rows where "Director" is "Tom Berg"
    films with rating above 8 => the rows where "Rating" is above 8
    films with rating between 7 and 8 => the rows where "Rating" is from 7 to 8
    the longest film => the "Title" with the highest "Running Time"
    shortest film => the "Title" with the lowest "Running Time"
    oldest film => the "Title" with the lowest "Year"
    newest film => the "Title" with the highest "Year"
    highest rated film => the "Title" with the highest "Rating"
    worst rated film => the "Title" with the lowest "Rating"
    which genre has the highest average rating? => the "Genre" with the highest average Rating
    total worldwide gross by director => the total Worldwide Gross by Director
    worldwide gross over the years => the total Worldwide Gross by Year
    number of films per year => the count by Year
    films from Spain or Denmark => the rows where "Country" is "Spain" or "Denmark"
    what genre is Paper Boats? => "Genre" where "Title" is "Paper Boats"
    who made Golden Fields? => "Director" where "Title" is "Golden Fields"
    how long is Red Moon? => "Running Time" where "Title" is "Red Moon"
    films longer than the average => the rows where "Running Time" is above its average
    difference between worldwide gross and us gross => the difference between "Worldwide Gross" and "US Gross"
    correlation of rating with running time => the correlation of Rating and Running Time
    films with the same director as Red Moon => the "Title" of other rows with the same "Director" as "Red Moon"
    which films have the word road in the title? => "Title" where "Title" contains "road"
    what is the weather today? => refused: not_understood
    tell me a joke => refused: not_understood
    trend of the average rating => the average Rating by Year
    group films by country => the count by Country
  `,
  ],
  [
    [penguins],
    `
    average body mass by species => the average body_mass_g by species
    how many penguins on each island => the count by island
    correlation between bill length and flipper length => the correlation of bill_length_mm and flipper_length_mm
    histogram of body mass => the count by body_mass_g [bar]
    how many missing values in sex? => the number of rows where "sex" is missing
    how many penguins are male or female? => the number of rows where "sex" is "male" or "female"
    average flipper length and body mass by species and sex => the average flipper_length_mm, average body_mass_g by species and sex
    bar chart of average body mass by species => the average body_mass_g by species [bar]
    describe body mass => the count, average body_mass_g, standard deviation of body_mass_g, minimum body_mass_g, first quartile of body_mass_g, median body_mass_g, third quartile of body_mass_g, maximum body_mass_g
    average flipper length => the average flipper_length_mm
    average bill length by island and sex => the average bill_length_mm by island and sex
    penguins heavier than 4000 => the rows where "body_mass_g" is above 4000
    count of male penguins by species => the count by species where "sex" is "male"
    how many Adelie penguins on Dream? => the number of rows where "species" is "Adelie" and "island" is "Dream"
    body mass vs flipper length => "body_mass_g" against "flipper_length_mm" [scatter]
    body mass vs flipper length by species => "body_mass_g" against "flipper_length_mm" against "species" [grouping scatter]
    bill depth distribution => the count by bill_depth_mm (from) [histogram]
    how many penguins have no sex recorded? => the number of rows where "sex" is missing
    average body mass of females => the average body_mass_g where "sex" is "female"
    species and their average bill length => the average bill_length_mm by species
    range of body mass => the difference between the highest and the lowest "body_mass_g"
    variance of bill depth by species => the variance of bill_depth_mm by species
    skewness of body mass => the skewness of body_mass_g
    islands => "island"
    number of species => the different species
    mean body mass by species as a bar chart sorted descending => the average body_mass_g by species, ordered by average body_mass_g from high to low [bar]
    is body mass normally distributed? => whether "body_mass_g" is normally distributed (Shapiro-Wilk test)
    is there a significant difference in body mass between males and females? => whether "body_mass_g" differs between the groups of "sex" (Welch's t-test) where "sex" is "male" or "female"
    does body mass differ significantly between species? => whether "body_mass_g" differs between the groups of "species" (analysis of variance)
    t-test of body mass by sex => whether "body_mass_g" differs between the groups of "sex" (t-test with equal variances)
    ANOVA of flipper length across species => whether "flipper_length_mm" differs between the groups of "species" (analysis of variance)
    linear regression of body mass on flipper length => how "body_mass_g" depends on "flipper_length_mm" (linear regression)
    chi-square test of species and island => whether "species" and "island" are independent (chi-square test)
    spearman correlation between bill length and bill depth => how "bill_length_mm" and "bill_depth_mm" are correlated (Spearman rank correlation)
    is the correlation between flipper length and body mass significant? => how "flipper_length_mm" and "body_mass_g" are correlated (Pearson correlation)
    does flipper length follow a normal distribution among Adelie penguins? => whether "flipper_length_mm" is normally distributed (Shapiro-Wilk test) where "species" is "Adelie"
    mann-whitney u test of bill depth between male and female penguins => whether "bill_depth_mm" differs between the groups of "sex" (Mann-Whitney U test) where "sex" is "male" or "female"
    kruskal-wallis test of body mass across islands => whether "body_mass_g" differs between the groups of "island" (Kruskal-Wallis test)
    are bill length and bill depth of Gentoo penguins significantly correlated? => how "bill_length_mm" and "bill_depth_mm" are correlated (Pearson correlation) where "species" is "Gentoo"
    longest bill length => the maximum bill_length_mm
    average body mass vs island => the average body_mass_g by island
  `,
  ],
  [
    [orders, customers],
    `
    total by city => the total total by city
    average total of orders from Oslo => the average total where "city" is "Oslo"
    which customer has the highest total? => the "name" with the highest "total"
    number of orders per city as a bar chart => the count by city [bar]
  `,
  ],
  [
    [orders],
    `
    how many orders were shipped? => the number of rows where "status" is "shipped"
    total by status => the total total by status
    orders per month => the count by ordered_at (month)
    average total by weekday => the average total by ordered_at (weekday)
    how many orders are not cancelled? => the number of rows where "status" is not "cancelled"
    largest total => the maximum total
    orders between January 2024 and February 2024 => the rows where "ordered_at" is from 2024-01-01 to 2024-02-29
    revenue by region => refused: unknown_column
    how many shipped orders in March 2024? => the number of rows where "status" is "shipped" and "ordered_at" is in March 2024
    median total => the median total
    orders with a total of at least 100 => the rows where "total" is at least 100
    number of orders by status, descending => the count by status, ordered by count from high to low
    share of orders that were cancelled => the percentage of rows where "status" is "cancelled"
    what percentage of orders are pending? => the percentage of rows where "status" is "pending"
  `,
  ],
  [
    [customers],
    `
    average age by city => the average age by city
    how many customers get the newsletter? => the number of rows where "newsletter" is "true"
    customers from Bremen => the rows where "city" is "Bremen"
    who is the oldest customer? => the "name" with the highest "age"
    youngest customer in Bremen => the "name" with the lowest "age" where "city" is "Bremen"
    customers older than 30 => the rows where "age" is above 30
    names of customers in Oslo => "name" where "city" is "Oslo"
    is Lena Vogel older than Ivy Chen? => "Lena Vogel" has a higher "age" than "Ivy Chen"
    what city is Omar Haddad from? => "city" where "name" is "Omar Haddad"
  `,
  ],
  [
    [medals],
    `
    which nation won the most gold medals? => the "Nation" with the highest "Gold" (without the row "Total")
    total bronze => the total Bronze (without the row "Total")
    how many nations won at least 10 gold? => the number of rows where "Gold" is at least 10 (without the row "Total")
    did Norway win more silver than Canada? => "Norway" has a higher "Silver" than "Canada"
    who has more bronze, Germany or Canada? => which of "Germany" and "Canada" has the higher Bronze
    how many gold did Germany win? => the total Gold where "Nation" is "Germany"
    nation with the largest attendance => the "Nation" with the highest "Attendance" (without the row "Total")
    average attendance => the average Attendance (without the row "Total")
    which nation comes after Germany? => the "Nation" in the row after the one where "Nation" is "Germany"
    who coached Canada? => "Coach" where "Nation" is "Canada"
    what nation is ranked 2? => "Nation" where "Rank" is "2" (without the row "Total")
    nations with more than 12 silver => "Nation" where "Silver" is above 12 (without the row "Total")
    how many nations have the same gold as Canada? => the number of other rows with the same "Gold" as "Canada"
    which nation won more gold than Canada? => "Nation" where "Gold" is above that of "Canada" (without the row "Total")
    average gold => the average Gold (without the row "Total")
    nations that are not Norway or Canada => "Nation" where "Nation" is not "Norway" or "Canada" (without the row "Total")
  `,
  ],
];
