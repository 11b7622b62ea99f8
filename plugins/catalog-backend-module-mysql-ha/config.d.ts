/** Configuration of the clusters' catalog entities. */
export interface Config {
  mysqlHa?: {
    catalog?: {
      /**
       * Entity reference of the owner of clusters that name none, such as those made with kubectl.
       * Default: group:default/guests.
       */
      defaultOwner?: string;
    };
  };
}
