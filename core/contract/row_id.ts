/** The hidden column with a row's position in its dataset, counted from 0. Reserved: no dataset may have a column of this name. */
export const ROW_ID = "__row";
